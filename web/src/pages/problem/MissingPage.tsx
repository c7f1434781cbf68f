import { Button } from '@mantine/core'
import { Door } from '../../components/Door.tsx'

export function MissingPage() {
  return (
    <Door
      title="There is no such page"
      intro="The address may be mistyped, or what it led to has been deleted."
    >
      <div>
        <Button component="a" href="/investigations">
          Go to investigations
        </Button>
      </div>
    </Door>
  )
}
