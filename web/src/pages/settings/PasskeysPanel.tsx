import { Button, Modal, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SignInMethods } from '#contract'
import { methodsQuery, removePasskey } from '../../api/own.ts'
import { makePasskey, passkeysWork, passkeyTrouble } from '../../api/passkeys.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { Ago } from './Ago.tsx'
import { AskDialog } from './AskDialog.tsx'
import { deviceOf } from './device.ts'

type One = SignInMethods['passkeys'][number]

export function PasskeysPanel({ passkeys }: { passkeys: SignInMethods['passkeys'] }) {
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<One | null>(null)
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: removePasskey,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: methodsQuery.queryKey })
      setRemoving(null)
    },
  })
  return (
    <section className="panel stack" aria-labelledby="passkeys">
      <h3 id="passkeys">Passkeys</h3>
      {passkeys.length === 0 ? (
        <p className="soft">
          None yet. With one, a finger or a face opens this console, and nothing can be phished.
        </p>
      ) : (
        <ul className="plain-list">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="passkey">
              <div>
                <strong>{passkey.name}</strong>
                <div className="faint">
                  For {passkey.host}. Used last: <Ago at={passkey.lastUsedAt} never="never" />
                </div>
              </div>
              <Button
                variant="default"
                size="sm"
                aria-label={`Remove ${passkey.name}`}
                onClick={() => setRemoving(passkey)}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {passkeysWork() ? (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Add a passkey
          </Button>
        </div>
      ) : (
        <p className="faint">
          Browsers offer passkeys only over TLS and at a name, not at a bare address. Open this console at its
          https name.
        </p>
      )}
      {adding && <AddDialog close={() => setAdding(false)} />}
      {removing && (
        <AskDialog
          title={`Remove “${removing.name}”?`}
          act="Remove it"
          danger
          work={remove}
          go={() => remove.mutate(removing.id)}
          close={() => setRemoving(null)}
        >
          It no longer opens this console. Delete it on the device too, so that it is not offered there. You
          can add it again.
        </AskDialog>
      )}
    </section>
  )
}

function AddDialog({ close }: { close: () => void }) {
  const [name, setName] = useState(deviceOf(navigator.userAgent))
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: () => makePasskey(name.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: methodsQuery.queryKey })
      tell('From now on this passkey opens the console.')
      close()
    },
  })
  return (
    <Modal opened onClose={close} title={<strong>Add a passkey</strong>}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <p className="soft">
          Your browser asks next. The key stays on your device, or in your password manager.
        </p>
        <TextInput
          label="Name, so that you know it again"
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
        />
        {add.error && <ErrorPanel error={passkeyTrouble(add.error)} />}
        <div className="row">
          <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
            Continue
          </Button>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}
