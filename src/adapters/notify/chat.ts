import { z } from 'zod'
import type { Letter } from '#core/notices'
import { HookUrl, httpChannel, json, Name } from './http.ts'
import type { ChannelVendor, Way } from './kit.ts'

/** The address is the secret: whoever has it may write into the channel. */
const Settings = z.strictObject({ name: Name, url: HookUrl })

/** Slack's mrkdwn: & < > are escaped, nothing else is markup that could mention or link. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function slackBody({ subject, text, acknowledge }: Letter): unknown {
  const section = (words: string) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: words.slice(0, 2900) },
  })
  return {
    text: slackText(subject),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: subject.slice(0, 150) } },
      section(slackText(text)),
      ...(acknowledge === ''
        ? []
        : [
            {
              type: 'actions',
              elements: [
                { type: 'button', text: { type: 'plain_text', text: 'I have read this' }, url: acknowledge },
              ],
            },
          ]),
    ],
  }
}

/** Slack by an incoming webhook; Mattermost and Rocket.Chat take the same. */
export const slack = (way: Way): ChannelVendor => ({
  kind: 'slack',
  parse: (settings) => Settings.parse(settings),
  open: (raw) =>
    httpChannel(way, Settings.parse(raw), 'a message by an incoming webhook', (letter) =>
      json(slackBody(letter)),
    ),
})

/** An adaptive card's text is Markdown: what could be a link or an emphasis is shown as it is. */
const cardText = (text: string): string => text.replace(/[\\`*_[\]()#~<>]/g, (sign) => `\\${sign}`)

const teamsBody = ({ subject, text, acknowledge }: Letter): unknown => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          { type: 'TextBlock', size: 'Large', weight: 'Bolder', wrap: true, text: cardText(subject) },
          ...text.split('\n\n').map((part) => ({
            type: 'TextBlock',
            wrap: true,
            text: cardText(part).replaceAll('\n', '\n\n'),
          })),
        ],
        actions:
          acknowledge === '' ? [] : [{ type: 'Action.OpenUrl', title: 'I have read this', url: acknowledge }],
      },
    },
  ],
})

/** Microsoft Teams by an incoming webhook of a workflow. */
export const teams = (way: Way): ChannelVendor => ({
  kind: 'teams',
  parse: (settings) => Settings.parse(settings),
  open: (raw) =>
    httpChannel(way, Settings.parse(raw), 'a card by an incoming webhook', (letter) =>
      json(teamsBody(letter)),
    ),
})
