import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { passkeysWork, passkeyTrouble, signInPasskey } from '../../api/passkeys.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'

/** Signs in with a passkey: password and code at once. Nothing where the browser cannot. */
export function PasskeyButton({ entered }: { entered: () => Promise<void> }) {
  const enter = useMutation({ mutationFn: signInPasskey, onSuccess: entered })
  if (!passkeysWork()) return null
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFingerprint size={18} aria-hidden />}
        loading={enter.isPending}
        onClick={() => enter.mutate()}
      >
        Use a passkey
      </Button>
      {enter.error && <ErrorPanel error={passkeyTrouble(enter.error)} />}
    </>
  )
}
