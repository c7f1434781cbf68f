// Inventory: what a site has and how it is set up.
// In: the text of configuration files.
// Out: a snapshot of resources with facts and where each stands; secrets are measured and dropped on the way.

export { type Claim, claimOf } from './claim-of.ts'
export { type Device, InventoryFile } from './devices.ts'
export type { Sha1 } from './freepbx/read-freepbx.ts'
export {
  type ConfigFile,
  type ConfigProblem,
  type Fact,
  type Origin,
  type Program,
  type Resource,
  type ResourceType,
  resourceTypes,
  type Snapshot,
  type Value,
} from './model.ts'
export type { Inspector, Registered } from './ports.ts'
export { takeInventory } from './take-inventory.ts'
