import { Checkbox } from '@mantine/core'
import type { PartProps } from './part.ts'
import { stageList, stageNames, stakeholderList, stakeholderNames } from './words.ts'

/** Who is told at which stage. */
export function Matrix({ plan, set, mayChange }: PartProps) {
  const { matrix } = plan
  return (
    <section className="panel stack" aria-labelledby="matrix-title">
      <div className="stack-tight">
        <h3 id="matrix-title">Who is told when</h3>
        <p className="soft">
          Legal and compliance join by themselves when voicemail, recordings or data of customers may be
          exposed.
        </p>
      </div>
      <table className="matrix" aria-labelledby="matrix-title">
        <thead>
          <tr>
            <td />
            {stageList.map((stage) => (
              <th key={stage} scope="col">
                {stageNames[stage]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stakeholderList.map((who) => (
            <tr key={who}>
              <th scope="row">{stakeholderNames[who]}</th>
              {stageList.map((stage) => (
                <td key={stage}>
                  <Checkbox
                    aria-label={`${stakeholderNames[who]}: ${stageNames[stage]}`}
                    disabled={!mayChange}
                    checked={matrix[who].includes(stage)}
                    onChange={({ currentTarget }) =>
                      set({
                        matrix: {
                          ...matrix,
                          [who]: currentTarget.checked
                            ? [...matrix[who], stage]
                            : matrix[who].filter((each) => each !== stage),
                        },
                      })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
