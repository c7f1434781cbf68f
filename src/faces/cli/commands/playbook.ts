import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { plainText } from '#core/kernel'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { note, print, printJson } from '../output.ts'
import { wrap } from '../wrap.ts'

const OURS = 'phone-breach'

/** playbook list | show | export --cacao | import: what is to be done, as data. */
export function playbookCommand(): Command {
  const command = new Command('playbook').description(
    'what is to be done in a breach, step by step; exchanged with others as CACAO 2.0',
  )
  for (const each of [listCommand(), showCommand(), exportCommand(), importCommand()])
    command.addCommand(each)
  example(command, 'ringfence playbook show')
  return command
}

function listCommand(): Command {
  const command = new Command('list').description('all playbooks')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence playbook list')
  return command.action(async ({ json, ...options }: DataOptions & JsonOptions) => {
    const { playbooks } = await import('#app')
    const list = await playbooks(options).list()
    if (json) printJson({ playbooks: list })
    else for (const { id, title, tasks } of list) print(plainText(`${id}  ${title}, ${tasks} tasks`))
  })
}

function showCommand(): Command {
  const command = new Command('show').description('its tasks in order').argument('[id]', 'the playbook', OURS)
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence playbook show phone-breach')
  return command.action(async (id: string, { json, ...options }: DataOptions & JsonOptions) => {
    const { playbooks } = await import('#app')
    const playbook = await playbooks(options).show(id)
    if (json) return printJson(playbook)
    for (const { number, title } of playbook.steps) {
      print(`\n${number}. ${plainText(title)}`)
      for (const task of playbook.tasks.filter(({ step }) => step === number)) {
        const until = task.within === undefined ? '' : `, within ${task.within} min`
        print(`   ${plainText(task.title)}  (${task.who}${until})`)
        for (const line of task.how.split('\n').flatMap((text) => wrap(plainText(text), 72)))
          print(`      ${line}`)
      }
    }
  })
}

function exportCommand(): Command {
  const command = new Command('export')
    .description('write a playbook for others')
    .argument('[id]', 'the playbook', OURS)
    .requiredOption('--cacao', 'as CACAO Security Playbooks 2.0')
    .option('-o, --output <file>', 'file to write instead of standard output')
  dataOption(command)
  example(command, 'ringfence playbook export --cacao -o phone-breach.json')
  return command.action(async (id: string, { output, data }: DataOptions & { output?: string }) => {
    const { playbooks } = await import('#app')
    const cacao = await playbooks({ data }).export(id)
    if (output === undefined) return printJson(cacao)
    await writeFile(output, `${JSON.stringify(cacao, null, 2)}\n`)
    note(`Wrote ${output}`)
  })
}

function importCommand(): Command {
  const command = new Command('import')
    .description('keep a CACAO 2.0 playbook; commands of others become tasks for a person')
    .argument('<file>', 'the playbook, JSON')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence playbook import theirs.json')
  return command.action(async (file: string, { json, ...options }: DataOptions & JsonOptions) => {
    const { playbooks } = await import('#app')
    const imported = await playbooks(options).import(file)
    if (json) printJson(imported)
    else print(plainText(`Kept "${imported.title}" as ${imported.id}, ${imported.tasks} tasks`))
    if (!json) for (const warning of imported.warnings) note(plainText(warning))
  })
}
