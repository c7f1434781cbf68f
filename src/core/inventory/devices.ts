import { z } from 'zod'

/** A device or a program of a site, as its owner or a connector names it. A PBX module is a product of its own. */
const Device = z
  .strictObject({
    name: z.string().min(1).describe('What it is called here: "reception phone", "pbx"'),
    vendor: z.string().min(1).describe('Who makes it: Sangoma, Yealink, Cisco …'),
    product: z.string().min(1).describe('Product, model or module: asterisk, FreePBX endpoint, SIP-T46S'),
    address: z.string().min(1).optional().describe('Its address, to say what can be reached: 10.0.20.5'),
    version: z.string().min(1).describe('Version or firmware as it shows it: 20.18.1, 66.85.0.5, 14SU4a'),
  })
  .describe('One device or program')
export type Device = z.output<typeof Device>

/** inventory.yaml: what is there. */
export const InventoryFile = z
  .strictObject({ devices: z.array(Device).describe('Devices, PBX modules and programs') })
  .describe('What a site has: devices and programs with their versions.')
export type InventoryFile = z.output<typeof InventoryFile>
