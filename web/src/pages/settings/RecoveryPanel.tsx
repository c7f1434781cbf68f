import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { methodsQuery, renewRecoveryCodes } from '../../api/own.ts'
import { RecoveryCodes } from '../../components/RecoveryCodes.tsx'
import { Tag } from '../../components/Tag.tsx'
import { AskDialog } from './AskDialog.tsx'

export function RecoveryPanel({ left }: { left: number }) {
  const [asked, setAsked] = useState(false)
  const client = useQueryClient()
  const renew = useMutation({
    mutationFn: renewRecoveryCodes,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: methodsQuery.queryKey })
      setAsked(false)
    },
  })
  return (
    <section className="panel stack" aria-labelledby="recovery">
      <div className="row-apart">
        <h3 id="recovery">Recovery codes</h3>
        <Tag tone={left > 2 ? 'safe' : 'watch'}>{left} left</Tag>
      </div>
      <p className="soft">When the phone is lost, each lets you in once. Keep them where the phone is not.</p>
      <div>
        <Button variant="default" onClick={() => setAsked(true)}>
          Make new ones
        </Button>
      </div>
      {asked && (
        <AskDialog
          title="Make new recovery codes?"
          act="Make them"
          work={renew}
          go={() => renew.mutate()}
          close={() => setAsked(false)}
        >
          The {left} old ones stop working the moment the new ones are shown. Have a place ready to keep them.
        </AskDialog>
      )}
      {renew.data && (
        <Modal opened onClose={renew.reset} size="lg" title={<strong>Keep your new recovery codes</strong>}>
          <div className="stack">
            <p className="soft">They are shown only now.</p>
            <RecoveryCodes codes={renew.data.recoveryCodes} />
            <div>
              <Button onClick={renew.reset}>I have kept them</Button>
            </div>
          </div>
        </Modal>
      )}
    </section>
  )
}
