import { Link } from '@tanstack/react-router'
import { CopyButton } from '../../components/CopyButton.tsx'
import './live.css'

/** What to do before there is anything to see. */
export function NothingFollowed({ site }: { site: string }) {
  const command = `ringfence connect asterisk --site ${site} --ami HOST:5038 --user ringfence --secret-file FILE`
  return (
    <section className="panel stack">
      <h2>No phone system is connected at this site</h2>
      <p className="soft">
        Connect it, and its calls show here while they run: what each costs, which ones do not belong, and a
        button that ends them. <Link to="/connect">Connect it here</Link>, or on the server:
      </p>
      <pre className="live-command">{command}</pre>
      <div className="row">
        <CopyButton text={command} label="Copy the command" />
      </div>
    </section>
  )
}
