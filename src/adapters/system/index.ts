// The machine: clock, dice, log, keys, files of the data directory, and the bundled PostgreSQL.
// In: a data directory. Out: what the rest of the house takes as arguments.
// Nothing here reads the environment: the configuration hands in what it says.
import { evidenceKeyFile } from './evidence-key.ts'
import { secretKeyFile } from './secrets.ts'
import { uploadsFolder } from './uploads.ts'
import { vaultFolder } from './vault.ts'

export { totpAuthenticator } from './authenticator.ts'
export { runInBackground } from './background.ts'
export { idOf, newId, pause, systemClock } from './clock.ts'
export { readConfigFiles } from './config-files.ts'
export { dataDirOf, prepareDataDir } from './data-dir.ts'
export { diagnoseSystem } from './diagnose.ts'
export { evidenceVerifier, openEvidenceKey } from './evidence-key.ts'
export { type Lost, ledgerMirrorIn } from './ledger-mirror.ts'
export { createLogger } from './logger.ts'
export { createMeters, type Meters } from './meters.ts'
export { leftNextKey, makeNextKey } from './next-key.ts'
export { oidcProvider } from './oidc.ts'
export { createOutgoing } from './outgoing.ts'
export { webauthnPasskeys } from './passkeys.ts'
export { argon2Passwords } from './passwords.ts'
export { bundledPostgres } from './postgres.ts'
export { keyInside, openSecrets, type Secrets } from './secrets.ts'
export { sha1 } from './sha1.ts'
export { createSpill } from './spill.ts'
export { openText } from './text-file.ts'
export { openThread, type Thread } from './thread.ts'
export { readStamp } from './time-stamp.ts'
export { stampAt } from './time-stamp-authority.ts'
export { openTlsFiles } from './tls-files.ts'
export { systemTokens } from './tokens.ts'
export { type Uploads, uploadsIn } from './uploads.ts'
export { readWhole, vaultIn } from './vault.ts'

/** What a backup takes along besides the database. */
export const keptInDataDir: readonly string[] = [uploadsFolder, vaultFolder, secretKeyFile, evidenceKeyFile]
