// Connectors: the PBXs and firewalls Ringfence can follow and act on.
// In: stored settings. Out: open connections. One folder a vendor; this list is the only other thing to touch.
import { asterisk } from './asterisk/index.ts'
import { files } from './files/index.ts'
import { freepbx } from './freepbx/index.ts'
import { kamailio } from './kamailio/index.ts'
import type { Connector } from './kit.ts'
import { nftables } from './nftables/index.ts'
import { switchPort } from './switch/index.ts'

export type { Connection } from './kit.ts'

export const connectors: readonly Connector[] = [asterisk, files, freepbx, kamailio, nftables, switchPort]
