import './AuthenticatorKey.css'
import { CopyButton } from './CopyButton.tsx'

export interface Secret {
  readonly otpauthUrl: string
  readonly secret: string
  /** A picture of `otpauthUrl`: SVG markup or a data address. */
  readonly qr: string
}

const picture = (qr: string): string =>
  qr.startsWith('data:') ? qr : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`
const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret

/** A new authenticator's key, as a picture and to be typed. */
export function AuthenticatorKey({ secret }: { secret: Secret }) {
  return (
    <div className="qr-row">
      <img
        className="qr"
        src={picture(secret.qr)}
        width={176}
        height={176}
        alt="QR code for your authenticator app; the key below it does the same"
      />
      <div className="stack-tight">
        <span className="faint">No camera? Type this key instead:</span>
        <code className="secret">{inFours(secret.secret)}</code>
        <div className="row">
          <CopyButton text={secret.secret} label="Copy key" />
          <a className="faint" href={secret.otpauthUrl}>
            Open app on this device
          </a>
        </div>
      </div>
    </div>
  )
}
