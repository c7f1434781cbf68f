import { Checkbox } from '@mantine/core'
import { type Stakeholder, stakeholderList, stakeholderNames } from './words.ts'

interface Props {
  readonly label: string
  readonly value: readonly Stakeholder[]
  readonly disabled: boolean
  readonly set: (value: Stakeholder[]) => void
}

export const StakeholderPicker = ({ label, value, disabled, set }: Props) => (
  <Checkbox.Group label={label} value={[...value]} onChange={(chosen) => set(chosen as Stakeholder[])}>
    <div className="stakeholders">
      {stakeholderList.map((each) => (
        <Checkbox key={each} value={each} label={stakeholderNames[each]} disabled={disabled} />
      ))}
    </div>
  </Checkbox.Group>
)
