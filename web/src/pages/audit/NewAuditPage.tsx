import { Button, FileButton, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { auditConnected, planQuery, uploadAudit } from '../../api/audits.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { bytes, counted } from '../../format.ts'
import { DropZone } from '../investigations/DropZone.tsx'
import { FileList } from '../investigations/FileList.tsx'
import '../investigations/investigations.css'
import { merged } from '../investigations/merged.ts'
import { PlanForm } from './PlanForm.tsx'
import { useMayHere } from './use-audit.ts'

/** The next audit: from files, or from what the site is connected to; now, or again and again. */
export function NewAuditPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'New audit · Ringfence'
  }, [])
  const may = useMayHere('audits.make')
  if (!place) return null
  if (!may) return <p className="soft">Your role may look at audits, and not start any.</p>
  return <NewAudit place={place} />
}

function NewAudit({ place }: { place: Place }) {
  const { data: plan, error, refetch } = useQuery(planQuery(place))
  return (
    <div className="stack">
      <Send place={place} />
      {error && <ErrorPanel error={error} retry={() => void refetch()} />}
      {!plan && !error && <Waiting lines={2} height={120} what="Loading what the site is connected to" />}
      {plan && <Connected place={place} systems={plan.systems} />}
      {plan && <PlanForm place={place} plan={plan} />}
    </div>
  )
}

/** To the new audit, with everything that was known of the one before forgotten. */
function useArrived() {
  const navigate = useNavigate()
  const client = useQueryClient()
  return async () => {
    client.removeQueries({ queryKey: ['audits'] })
    await navigate({ to: '/audit', search: {} })
  }
}

function Send({ place }: { place: Place }) {
  const [files, setFiles] = useState<readonly File[]>([])
  const [share, setShare] = useState(0)
  const sending = useRef<AbortController>(null)
  const arrived = useArrived()
  const send = useMutation({
    mutationFn: () => {
      sending.current = new AbortController()
      setShare(0)
      return uploadAudit(place, files, setShare, sending.current.signal)
    },
    onSuccess: arrived,
  })
  if (files.length === 0)
    return (
      <DropZone
        title="Drop the configuration here"
        about="A tar or zip of /etc/asterisk, FreeSWITCH's conf, kamailio.cfg, a FreePBX database dump, phones' provisioning files, sshd_config; what the firewall exports beside it. With zones.yaml and inventory.yaml the network and the firmware are judged too. Passwords are measured when they are read and kept nowhere; the files are deleted at once."
        add={(more) => setFiles(merged(files, more))}
      />
    )
  const total = files.reduce((sum, file) => sum + file.size, 0)
  return (
    <section className="panel stack" aria-label="Files to audit">
      <h2>
        {counted(files.length, 'file')}, {bytes(total)}
      </h2>
      <FileList files={files} locked={send.isPending} change={setFiles} />
      {send.error && send.error.name !== 'AbortError' && <ErrorPanel error={send.error} />}
      {send.isPending ? (
        <div className="stack-tight">
          <span className="number" role="status">
            {share < 1 ? `Sending, ${Math.floor(share * 100)} %` : 'Sent. Reading and checking…'}
          </span>
          <Progress value={share * 100} color="var(--rf-ink)" aria-label="Upload" />
          <div>
            <Button variant="default" size="sm" onClick={() => sending.current?.abort()}>
              Stop
            </Button>
          </div>
        </div>
      ) : (
        <div className="row">
          <Button onClick={() => send.mutate()}>Audit</Button>
          <MoreFiles add={(more) => setFiles(merged(files, more))} />
          <Button variant="subtle" color="gray" onClick={() => setFiles([])}>
            Cancel
          </Button>
        </div>
      )}
    </section>
  )
}

function MoreFiles({ add }: { add: (files: readonly File[]) => void }) {
  return (
    <FileButton multiple onChange={add}>
      {(props) => (
        <Button {...props} variant="default">
          Add more
        </Button>
      )}
    </FileButton>
  )
}

function Connected({ place, systems }: { place: Place; systems: readonly string[] }) {
  const arrived = useArrived()
  const audit = useMutation({ mutationFn: () => auditConnected(place), onSuccess: arrived })
  return (
    <section className="panel stack" aria-labelledby="connected">
      <div className="stack-tight">
        <h2 id="connected">Audit what the site is connected to</h2>
        <p className="soft measure">
          {systems.length > 0
            ? `${systems.join(', ')}: read as it is now.`
            : 'Nothing this site is connected to tells its configuration. Connect the Asterisk again and name the folder of its configuration, or connect its nftables firewall.'}
        </p>
      </div>
      {audit.error && <ErrorPanel error={audit.error} />}
      {systems.length > 0 && (
        <div>
          <Button variant="default" loading={audit.isPending} onClick={() => audit.mutate()}>
            Audit it now
          </Button>
        </div>
      )}
    </section>
  )
}
