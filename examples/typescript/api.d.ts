// Made of docs/reference/openapi.json.
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, what they may do where, and the token for changes */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your sessions, the one used last first */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of your sessions; `others` ends all but this one */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a second factor anew: dangerous acts want one no older than ten minutes */
        post: operations["proveSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enters the first administrator, with the token of the printed link */
        post: operations["beginSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates the first administrator with the first code of the authenticator, and signs in */
        post: operations["confirmSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** First step: e-mail address and password */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Second step: a code of the authenticator, or a recovery code */
        post: operations["signInCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whom a one-time link is for */
        post: operations["lookAtInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitation/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Chooses a password; answers with a new authenticator */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitation/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spends the link with the first code of the authenticator, and signs in */
        post: operations["confirmInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People, by e-mail address */
        get: operations["listPeople"];
        put?: never;
        /** Invites somebody; answers with their one-time link */
        post: operations["invitePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends every way in of a person and answers with a new one-time link */
        post: operations["resetPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes name or roles */
        patch: operations["changePerson"];
        trace?: never;
    };
    "/api/v1/people/{person}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a person out and ends their sessions */
        post: operations["deactivatePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a person in again */
        post: operations["activatePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Options for navigator.credentials.get, for whoever holds a passkey of this host */
        post: operations["askForPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with a passkey: both factors at once */
        post: operations["signInPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/proof/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Options for navigator.credentials.get, for one of your passkeys */
        post: operations["askForProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/proof/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a second factor anew, with a passkey */
        post: operations["proveSessionPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Options for navigator.credentials.create */
        post: operations["beginPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a passkey that was just made */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{passkey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes one of your passkeys */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How you can prove who you are */
        get: operations["getSignInMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes your password; ends your other sessions */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/authenticator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new authenticator; the old one works until the new one has shown a code */
        post: operations["beginAuthenticator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/authenticator/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts the new authenticator in the place of the old; ends your other sessions */
        post: operations["confirmAuthenticator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes; the old ones end */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where to send the browser, to sign in at the provider */
        post: operations["beginSso"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in/sso/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with what the provider sent the browser back with */
        post: operations["signInSso"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/proof/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where to send the browser, to show anew at the provider who you are */
        post: operations["beginSsoProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/proof/sso/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows a second factor anew, with what the provider sent the browser back with */
        post: operations["proveSessionSso"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where to send the browser, to link your account at the provider */
        post: operations["beginSsoLink"];
        /** Ends single sign-on for you: another way in must be left */
        delete: operations["unlinkSso"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sso/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Links the account the provider sent the browser back with */
        post: operations["linkSso"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your tokens that stand, newest first */
        get: operations["listTokens"];
        put?: never;
        /** Makes a token; it never does more than you may */
        post: operations["makeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of your tokens */
        delete: operations["endToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done, newest first, as far as you may read it */
        get: operations["listLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Investigations, newest first */
        get: operations["listInvestigations"];
        put?: never;
        /** Takes call records and looks into them */
        post: operations["startInvestigation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks into the sample breach that comes with Ringfence */
        post: operations["startSample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One investigation with its verdict */
        get: operations["getInvestigation"];
        put?: never;
        post?: never;
        /** Deletes an investigation with its files; the ledger keeps that it was */
        delete: operations["removeInvestigation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/flagged-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flagged calls, a page at a time */
        get: operations["listFlaggedCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events `progress`, data InvestigationProgress, until it is done or failed */
        get: operations["followInvestigation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls in progress, alerts and the loss per minute, now */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/live/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events `live`, data LiveView or null while nothing is followed */
        get: operations["followLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/live/hang-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cuts calls in progress by their channels; emergency calls are never cut */
        post: operations["hangUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents that are or were handled, newest first */
        get: operations["listIncidents"];
        put?: never;
        /** “I think we have been breached”: opens an incident; nothing has to be known */
        post: operations["openIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an incident stands: state, tasks, gates, numbers, what to do next */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that happened, newest first */
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A task done or not applicable, an answer, a note, the cause …; answers with where it stands then */
        post: operations["actInIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Contained, recovering, closed, open again; refused with every reason */
        post: operations["moveIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves that a gate is overridden; by another person than the one who asked */
        post: operations["approveOverride"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes files into custody, for a task or for the incident as a whole */
        post: operations["addIncidentFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/files/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file in custody, hashed again before it is given out */
        get: operations["getIncidentFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/report.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download report.html of an incident */
        get: operations["get-incident-report-html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download report.pdf of an incident */
        get: operations["get-incident-report-pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/dispute.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download dispute.html of an incident */
        get: operations["get-incident-dispute-html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/dispute.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download dispute.pdf of an incident */
        get: operations["get-incident-dispute-pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/dispute-calls.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download dispute-calls.csv of an incident */
        get: operations["get-incident-dispute-calls-csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/dispute-lines.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download dispute-lines.csv of an incident */
        get: operations["get-incident-dispute-lines-csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/invoice/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How an invoice would be read, by its first lines; changes nothing */
        post: operations["previewInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/invoice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an invoice into custody and matches it with the calls of the site, line by line */
        post: operations["matchInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the last invoice showed; null while none was matched */
        get: operations["getReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/reconciliation/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines of an invoice by what became of them, in its order */
        get: operations["listReconciledLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom law and contract ask to tell: due, may be due with its question, not due with its reason */
        get: operations["getDuties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/deadlines.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deadlines as a calendar */
        get: operations["getDeadlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/duties/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What is known of people, places and data; takes the place of what was said before */
        put: operations["sayDutyFacts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/duties/{duty}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A notice was given, decided against, or signed off; with what proves it */
        post: operations["settleDuty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events `incident`, data the number of its entries: read it again */
        get: operations["followIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls, newest first, a page at a time */
        get: operations["listCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/calls/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many calls fit, counted up to 100,000 */
        get: operations["countCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/calls.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All calls that fit, as CSV; sent as it is read */
        get: operations["exportCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/calls/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Searches that were given a name at this site */
        get: operations["listCallViews"];
        put?: never;
        /** Gives a search a name; one of the same name is replaced */
        post: operations["saveCallView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/calls/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets a named search */
        delete: operations["removeCallView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says of calls that they were ours, or theirs too; the investigation is judged again at once */
        post: operations["mark"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/week": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an account usually calls, hour by hour of the week, beside how it did in the breach */
        get: operations["getAccountWeek"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/marks/{mark}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a mark back; it stays on record, and the investigation is judged without it */
        delete: operations["takeMarkBack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/controls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Controls of the site, newest first */
        get: operations["listControls"];
        put?: never;
        /** Puts in force; answers when each is verified, failed, or waits for a second person */
        post: operations["contain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/controls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Controls of every site, newest first */
        get: operations["listAllControls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/controls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One control, wherever it is */
        get: operations["getControl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/controls/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would be done, and to which calls of the last weeks; changes and keeps nothing */
        post: operations["previewControls"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/controls/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a plan for somebody to approve */
        post: operations["proposeControls"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/controls/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a proposed control, and puts it in force when enough people have */
        post: operations["approveControl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/controls/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts the system back as it was; of a proposed control: drops it */
        post: operations["undoControl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The systems of the site, each tried now: what can be read and done there; no secrets */
        get: operations["listConnections"];
        put?: never;
        /** Tries a system, then keeps it with its secrets sealed; it is followed within seconds */
        post: operations["addConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/connections/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries a system and says what can be read and done there; changes and keeps nothing */
        post: operations["checkConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets a system with its secrets; refused while a control is in force there */
        delete: operations["removeConnection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/by-hand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to do by hand at products that cannot be connected */
        get: operations["listByHand"];
        put?: never;
        /** Says that it was done by hand; kept in the audit log under your name, and not checked */
        post: operations["attestByHand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/notice-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contacts, who is told at which stage, escalation, templates */
        get: operations["getNoticePlan"];
        /** Saves the plan, unless somebody else did since it was read */
        put: operations["saveNoticePlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways for notices to leave; no secret is given back */
        get: operations["listChannels"];
        put?: never;
        /** Tries a channel, then keeps it; says the one reason why it cannot be made */
        post: operations["addChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets a channel with its secret */
        delete: operations["removeChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test now, and says what became of it */
        post: operations["testChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was told of an incident when, what became of it, and who has read it */
        get: operations["listNotices"];
        put?: never;
        /** Queues a stage for everybody concerned; what was queued is sent, if it takes a day */
        post: operations["sendNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/notices/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would be sent to whom, word for word; sends nothing */
        post: operations["previewNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/incidents/{id}/notices/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes what data may be exposed; legal and compliance are told when it concerns others */
        post: operations["noteExposedData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the holder of a link may read: the state of the incident in one line */
        post: operations["lookAtAcknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/acknowledgement/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that the recipient has read it; a second time changes nothing */
        post: operations["acknowledgeNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is done automatically at the site, and how far it may go */
        get: operations["getPolicy"];
        /** Writes the policy into the site.yaml of the site; in force within seconds */
        put: operations["savePolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/automatic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done automatically, asked for, or would have been done, newest first */
        get: operations["listAutomatic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every detection rule, and how the site has set it */
        get: operations["listRules"];
        /** Writes the settings of a replay into the site.yaml of the site; in force within seconds */
        put: operations["saveRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/rules/{rule}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a rule must and must not speak on, played with the settings of the site */
        get: operations["proveRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/rules/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to judge the calls on record with other settings; changes nothing */
        post: operations["replayRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/rules/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the last replay is, and what it found */
        get: operations["getRulesReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/drills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attacks that can be simulated */
        get: operations["listDrills"];
        put?: never;
        /** Simulates attacks; nothing is called, changed or kept */
        post: operations["runDrills"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/drills/test-pbx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Places the first calls of an attack on a PBX that is there for tests, or shows them; takes a minute */
        post: operations["placeDrill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Audits, newest first */
        get: operations["listAudits"];
        put?: never;
        /** Audits configuration files: single ones, tar or zip; they are read and gone */
        post: operations["uploadAudit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/connected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Audits what the site is connected to */
        post: operations["auditConnected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One audit: score, what lets an intruder in, what to mend first, what changed */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every check and how it came out, the worst first */
        get: operations["listAuditFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/findings/{check}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One check with all it fails on: evidence, why, fix, frameworks */
        get: operations["getAuditFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who reaches what between the zones, the standard questions, and rules that never count */
        get: operations["getAuditReach"];
        put?: never;
        /** Who can reach what through the firewalls of an audit; changes nothing */
        post: operations["askReach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/reach/cell": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One answer of the matrix: the witness packet, its way, the rules that decide */
        get: operations["getReachCell"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/reach/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rules that close what is asked of, tried by the same analysis; changes nothing */
        post: operations["closeReach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices with their versions and the advisories about them */
        get: operations["listAuditedDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/assessment.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download assessment.pdf of an audit */
        get: operations["get-audit-assessment-pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/assessment.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download assessment.html of an audit */
        get: operations["get-audit-assessment-html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/audit.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download audit.json of an audit */
        get: operations["get-audit-audit-json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/audit.sarif": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download audit.sarif of an audit */
        get: operations["get-audit-audit-sarif"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audits/{id}/audit.ocsf.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download audit.ocsf.jsonl of an audit */
        get: operations["get-audit-audit-ocsf-jsonl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audit-checks/{check}/risks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts what the latest audit finds, until a day; it counts in the score all the same */
        post: operations["acceptRisk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audit-risks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes the acceptance of a risk back */
        delete: operations["takeBackRisk"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audit-checks/{check}/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers a check that only a person can; what files tell is not overruled */
        post: operations["attestCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audit-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often what the site is connected to is audited again, and its zones */
        get: operations["getAuditPlan"];
        /** Audits what the site is connected to again from now on, or never */
        put: operations["saveAuditPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audit-targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The firmware each model is to be brought to, and how far the devices of the newest audit are */
        get: operations["listFirmwareTargets"];
        /** Sets the firmware a model is to be brought to, or changes it; nothing is done to a device */
        put: operations["setFirmwareTarget"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/audit-targets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraws the target of a model */
        delete: operations["withdrawFirmwareTarget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/report.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download report.html */
        get: operations["get-report-html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download report.pdf */
        get: operations["get-report-pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/flagged-calls.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download flagged-calls.csv */
        get: operations["get-flagged-calls-csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/investigations/{id}/verdict.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download verdict.json */
        get: operations["get-verdict-json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every site you may see, with what was found there */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a site, to a customer there is or to a new one */
        post: operations["createSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a site is set up: its site.yaml */
        get: operations["getSite"];
        /** Sets a site up; refuses what is wrong with its line and what to do */
        put: operations["saveSite"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rate deck of a site, or that it has none */
        get: operations["getRates"];
        /** Prices the calls of a site by a price list from now on */
        put: operations["importRates"];
        post?: never;
        /** Goes back to the built-in estimate */
        delete: operations["removeRates"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/rates/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a call to a number, as dialled at the site, would cost */
        get: operations["tryRate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/rates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How a price list would be read; changes nothing */
        post: operations["previewRates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of a site is older than it is kept, and what keeps it from being deleted */
        get: operations["getRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/retention/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes what the preview counted, and refuses when it is not that any more */
        post: operations["deleteExpired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{customer}/sites/{site}/spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the calls of this month cost, what they will have cost at its end, and the budget */
        get: operations["getSpend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        GrantInput: {
            /** @enum {string} */
            role: "owner" | "responder" | "finance" | "auditor" | "viewer";
            /** @description null: the whole house */
            customer: string | null;
            /** @description null: all sites of the customer */
            site: string | null;
        };
        SessionInput: {
            /** @description nobody exists yet: the first administrator must be created */
            setupNeeded: boolean;
            person: {
                id: string;
                name: string;
                email: string;
                /**
                 * @description the strongest of the roles this person has anywhere
                 * @enum {string}
                 */
                role: "owner" | "responder" | "finance" | "auditor" | "viewer";
                grants: components["schemas"]["GrantInput"][];
                /** @description what they may do in the whole house */
                permissions: string[];
            } | null;
            csrf: string;
            /** @description what single sign-on is called; null where there is none */
            sso: string | null;
            customers: {
                id: string;
                name: string;
                sites: {
                    id: string;
                    name: string;
                    permissions: string[];
                }[];
                /** @description what they may do at all of its sites */
                permissions: string[];
            }[];
        };
        SetupEnrolmentInput: {
            otpauthUrl: string;
            /** @description base 32, to be typed where no picture can be scanned */
            secret: string;
            /** @description the same as a picture, SVG */
            qr: string;
        };
        SetupDoneInput: {
            /** @description each lets in once; shown only now */
            recoveryCodes: string[];
        };
        SignInMethodsInput: {
            password: boolean;
            authenticator: boolean;
            recoveryCodesLeft: number;
            /** @description an account of single sign-on is linked */
            sso: boolean;
            passkeys: {
                id: string;
                name: string;
                host: string;
                createdAt: string;
                lastUsedAt: string | null;
            }[];
        };
        AuditSummaryInput: {
            id: string;
            at: string;
            by: string;
            source: {
                /** @enum {string} */
                kind: "files" | "connections";
                /** @description files that were sent, or systems that were read */
                names: string[];
            };
            /** @description 0-100; null when nothing could be assessed */
            score: number | null;
            /** @description per cent of the checks that were assessed */
            coverage: number;
            /** @description checks that failed */
            failed: number;
        };
        AuditPageInput: {
            items: components["schemas"]["AuditSummaryInput"][];
            nextCursor: string | null;
        };
        AuditViewInput: {
            id: string;
            at: string;
            by: string;
            source: {
                /** @enum {string} */
                kind: "files" | "connections";
                /** @description files that were sent, or systems that were read */
                names: string[];
            };
            /** @description 0-100; null when nothing could be assessed */
            score: number | null;
            /** @description per cent of the checks that were assessed */
            coverage: number;
            /** @description checks that failed */
            failed: number;
            /** @description 0-100; null when nothing could be assessed */
            scoreWithoutCaps: number | null;
            areas: {
                /** @enum {string} */
                area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
                /** @description 0-100; null when nothing could be assessed */
                score: number | null;
                assessed: number;
                checks: number;
                failed: number;
            }[];
            /** @description what holds the score at 39: each lets an intruder in by itself; 50 at most */
            doors: {
                /** @enum {string} */
                cap: "open-control" | "known-exploited" | "default-credential" | "open-toll";
                check: string;
                resource: string;
                reason: string;
                evidence: {
                    file: string;
                    line: number;
                    /** @description Secrets are masked */
                    text: string;
                } | null;
            }[];
            doorsTotal: number;
            /** @description what to mend first: the most risk for the least time; accepted risks are left out */
            fixes: {
                check: string;
                title: string;
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
                /** @enum {string} */
                effort: "minutes" | "hours" | "days";
                why: string;
                /** @description how many resources it fails on */
                places: number;
            }[];
            /** @description findings somebody answers for; they count in the score all the same */
            accepted: number;
            /** @description what nothing that was given tells of: never a pass */
            notAssessed: {
                check: string;
                /** @enum {string} */
                area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
                title: string;
                reason: string;
            }[];
            /** @description what only a person can answer */
            manual: {
                check: string;
                /** @enum {string} */
                area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
                title: string;
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
                /** @description what a person must look at */
                ask: string;
            }[];
            /** @description null: there is none before it */
            drift: {
                before: {
                    id: string;
                    at: string;
                };
                /** @description the worst 200; fails now, was assessed before and did not fail */
                appeared: {
                    check: string;
                    title: string;
                    /** @enum {string} */
                    severity: "critical" | "high" | "medium" | "low" | "info";
                    resource: string;
                }[];
                appearedTotal: number;
                /** @description the worst 200; failed before, was assessed now and does not fail */
                gone: {
                    check: string;
                    title: string;
                    /** @enum {string} */
                    severity: "critical" | "high" | "medium" | "low" | "info";
                    resource: string;
                }[];
                goneTotal: number;
                still: number;
                /** @description fails now, was not looked at before */
                firstSeen: number;
                /** @description failed before, was not looked at now */
                notSeen: number;
            } | null;
            input: {
                files: number;
                /** @description files no reader knows; 200 at most */
                ignored: string[];
                ignoredTotal: number;
                problems: {
                    file: string;
                    line: number;
                    reason: string;
                }[];
            };
            has: {
                matrix: boolean;
                rules: boolean;
                devices: number;
            };
        };
        AuditChecksInput: {
            checks: {
                check: string;
                /** @enum {string} */
                area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
                title: string;
                /** @enum {string} */
                status: "fail" | "pass" | "manual" | "not-assessed";
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
                /** @description resources it fails on */
                places: number;
                /** @description of them, how many somebody answers for */
                accepted: number;
                /** @description of them, how many did not fail in the audit before */
                appeared: number;
            }[];
        };
        RiskViewInput: {
            id: string;
            check: string;
            resource: string;
            reason: string;
            owner: string;
            by: string;
            at: string;
            until: string;
            expired: boolean;
        };
        CheckViewInput: {
            check: string;
            /** @enum {string} */
            area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
            title: string;
            /** @enum {string} */
            status: "fail" | "pass" | "manual" | "not-assessed";
            /** @enum {string} */
            severity: "critical" | "high" | "medium" | "low" | "info";
            /** @description resources it fails on */
            places: number;
            /** @description of them, how many somebody answers for */
            accepted: number;
            /** @description of them, how many did not fail in the audit before */
            appeared: number;
            why: string;
            /** @enum {string} */
            effort: "minutes" | "hours" | "days";
            reference: string;
            /** @description what frameworks ask of it: NIST SP 800-53 IA-5 … */
            requirements: string[];
            /** @description what a person can attest; null: nothing */
            ask: string | null;
            /** @description the newest answer somebody gave, whether it still holds or not */
            attested: {
                /** @enum {string} */
                answer: "pass" | "fail";
                by: string;
                on: string;
                until: string;
                note: string;
            } | null;
            /** @description 500 at most */
            on: {
                resource: string;
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
                reason: string;
                evidence: {
                    file: string;
                    line: number;
                    /** @description Secrets are masked */
                    text: string;
                } | null;
                fix: string;
                /** @description makes the fix; null: somebody must, or the files were sent */
                control: {
                    kind: string;
                    target: string;
                } | null;
                appeared: boolean;
                risk: components["schemas"]["RiskViewInput"] | null;
            }[];
        };
        AcceptRiskInput: {
            /** @description as the finding names them */
            resources: string[];
            /** @description why it can be lived with */
            reason: string;
            /** @description who answers for it */
            owner: string;
            /**
             * Format: date
             * @description the last day; two years on at most
             */
            until: string;
        };
        AttestCheckInput: {
            /** @enum {string} */
            answer: "pass" | "fail";
            /** @description who looked */
            by: string;
            /**
             * Format: date
             * @description the day, not in the future
             */
            on: string;
            /** @default 365 */
            validDays: number;
            /**
             * @description what was seen; no secrets
             * @default
             */
            note: string;
        };
        AuditPlanInputInput: {
            /** @enum {string} */
            every: "never" | "day" | "week";
            /** @description zones.yaml for what is read from connected systems; "" for none */
            zones: string;
        };
        AuditPlanViewInput: {
            /** @enum {string} */
            every: "never" | "day" | "week";
            /** @description zones.yaml for what is read from connected systems; "" for none */
            zones: string;
            nextAt: string | null;
            /** @description why the last one did not come about; "" when it did */
            problem: string;
            /** @description connected systems that tell their configuration */
            systems: string[];
        };
        AuditReachInput: {
            readonly zones: {
                name: string;
                role: string;
            }[];
            readonly services: string[];
            /** @description witness and rules of one: /reach/cell */
            cells: {
                from: string;
                to: string;
                service: string;
                /** @description null: the zones have no way to each other */
                answer: ("always" | "never" | "conditional") | null;
            }[];
            /** @description the standard questions, as the checks answer them */
            questions: {
                check: string;
                title: string;
                /** @enum {string} */
                status: "fail" | "pass" | "manual" | "not-assessed";
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
            }[];
            /** @description rules that never count; null: no rules were given */
            dead: {
                readonly dead: {
                    file: string;
                    line: number;
                    firewall: string;
                    chain: string;
                    rule: string;
                    /** @enum {string} */
                    kind: "redundant" | "contradicted" | "shadowed" | "impossible";
                    /** @description Rules before it that take all its packets */
                    readonly because: {
                        file: string;
                        line: number;
                        rule: string;
                        /** @enum {string} */
                        does: "accept" | "drop";
                    }[];
                    /** @description It is about signalling or media */
                    telephony: boolean;
                }[];
                rules: number;
                /** @description Chains too large to be looked at as a whole */
                readonly notAnalysed: string[];
            } | null;
        };
        ReachCellInput: {
            from: string;
            to: string;
            service: string;
            /** @description null: the zones have no way to each other */
            answer: ("always" | "never" | "conditional") | null;
            witness: {
                family: 4 | 6;
                src: string;
                dst: string;
                proto: string;
                sport: number | null;
                dport: number | null;
                icmpType: number | null;
                /** @description null: any that no rule tells apart */
                inInterface: string | null;
                outInterface: string | null;
            } | null;
            readonly decidedBy: {
                file: string;
                line: number;
                rule: string;
                firewall: string;
                chain: string;
                /** @enum {string} */
                does: "accepts" | "drops" | "translates";
            }[];
            readonly path: {
                firewall: string;
                chain: string;
                file: string;
                line: number;
                rule: string;
                does: string;
            }[];
            readonly passes: {
                proto: string | null;
                src: string | null;
                dst: string | null;
                dport: string | null;
                sport: string | null;
                icmpType: string | null;
                inInterface: string | null;
            }[];
            condition: string | null;
        };
        ReachWishInput: {
            /** @description zone, address, network or any; as sent */
            from: string;
            to: string;
            proto?: string;
            /** @description 5060, 10000-20000 or 5060,5061 */
            port?: string;
            state?: string;
        };
        CloseWishInput: {
            /** @description zone, address, network or any; as sent */
            from: string;
            to: string;
            proto?: string;
            /** @description 5060, 10000-20000 or 5060,5061 */
            port?: string;
            /** @description addresses and networks that may pass still */
            keep?: string;
        };
        ReachClosingInput: {
            /**
             * @description For everybody but those who are kept
             * @enum {string}
             */
            before: "always" | "never" | "conditional";
            /**
             * @description With the rules; asked anew of what was written
             * @enum {string}
             */
            after: "always" | "never" | "conditional";
            /** @description Empty where there is nothing to close, or it cannot be closed so: `notes` says which */
            readonly rules: {
                family: 4 | 6;
                firewall: string;
                kind: string;
                file: string;
                chain: string;
                /** @description As they are typed on that firewall */
                readonly commands: string[];
            }[];
            /** @description What the rules change of all traffic */
            changes: {
                same: boolean;
                /** @description May pass now and could not before */
                readonly opened: {
                    family: 4 | 6;
                    /** @description One packet, as sent */
                    witness: {
                        family: 4 | 6;
                        src: string;
                        dst: string;
                        proto: string;
                        sport: number | null;
                        dport: number | null;
                        icmpType: number | null;
                        /** @description null: any that no rule tells apart */
                        inInterface: string | null;
                        outInterface: string | null;
                    };
                    readonly before: {
                        file: string;
                        line: number;
                        rule: string;
                        firewall: string;
                        chain: string;
                        /** @enum {string} */
                        does: "accepts" | "drops" | "translates";
                    }[];
                    readonly after: {
                        file: string;
                        line: number;
                        rule: string;
                        firewall: string;
                        chain: string;
                        /** @enum {string} */
                        does: "accepts" | "drops" | "translates";
                    }[];
                    packets: {
                        readonly boxes: {
                            proto: string | null;
                            src: string | null;
                            dst: string | null;
                            dport: string | null;
                            sport: string | null;
                            icmpType: string | null;
                            inInterface: string | null;
                        }[];
                        complete: boolean;
                    };
                }[];
                /** @description Could pass before and cannot now */
                readonly closed: {
                    family: 4 | 6;
                    /** @description One packet, as sent */
                    witness: {
                        family: 4 | 6;
                        src: string;
                        dst: string;
                        proto: string;
                        sport: number | null;
                        dport: number | null;
                        icmpType: number | null;
                        /** @description null: any that no rule tells apart */
                        inInterface: string | null;
                        outInterface: string | null;
                    };
                    readonly before: {
                        file: string;
                        line: number;
                        rule: string;
                        firewall: string;
                        chain: string;
                        /** @enum {string} */
                        does: "accepts" | "drops" | "translates";
                    }[];
                    readonly after: {
                        file: string;
                        line: number;
                        rule: string;
                        firewall: string;
                        chain: string;
                        /** @enum {string} */
                        does: "accepts" | "drops" | "translates";
                    }[];
                    packets: {
                        readonly boxes: {
                            proto: string | null;
                            src: string | null;
                            dst: string | null;
                            dport: string | null;
                            sport: string | null;
                            icmpType: string | null;
                            inInterface: string | null;
                        }[];
                        complete: boolean;
                    };
                }[];
                readonly notes: string[];
            } | null;
            readonly notes: string[];
        };
        AuditedDevicesInput: {
            devices: {
                name: string;
                vendor: string;
                product: string;
                version: string;
                address: string;
                /**
                 * @description inventory.yaml, a program its configuration names, or as its user agent claims
                 * @enum {string}
                 */
                from: "inventory" | "configuration" | "registration";
                userAgent: string;
                /** @description from outside; null: nobody can tell */
                reachable: boolean | null;
                /** @description false: no advisory here is about such a device; no sign of safety */
                listed: boolean;
                advisories: {
                    id: string;
                    summary: string;
                    severity: string | null;
                    knownExploited: boolean;
                    fixedIn: string | null;
                }[];
                /** @description last day on which its maker mends weaknesses; null: not known */
                supportEnds?: string | null;
                /** @description advisories of which the data cannot tell */
                undecided: number;
            }[];
            /** @description state of the advisories */
            dataDate: string;
            ageDays: number;
        };
        AuditMadeInput: {
            id: string;
        };
        AutomaticActInput: {
            id: string;
            /** @description ISO 8601, UTC */
            at: string;
            alert: string;
            incident: string;
            account: string;
            /** @enum {string} */
            kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
            score: number;
            /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
            perMinute: {
                micros: number;
                currency: string;
            };
            /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
            lostSoFar: {
                micros: number;
                currency: string;
            };
            /**
             * @description told people; asks for approval; acted
             * @enum {string}
             */
            step: "notify" | "ask" | "act";
            /** @description nothing was done: it would have been */
            dryRun: boolean;
            /** @description why it is less than the rule says, '' when it is not */
            because: string;
            reasons: string[];
            /** @description in words, a line each */
            what: string[];
            /** @description ids of what was put in force, to undo it by */
            controls: string[];
            /** @description calls cut so far */
            cut: number;
            /** @description what did not succeed, '' when all did */
            problem: string;
        };
        AutomaticActsInput: {
            acts: components["schemas"]["AutomaticActInput"][];
        };
        ByHandGuidesInput: {
            products: {
                id: string;
                name: string;
                steps: {
                    control: string;
                    /** @description in this order */
                    do: string[];
                    /** @description lines to copy and change; '' when there is nothing to type */
                    example: string;
                    /** @description what may go wrong; '' when nothing */
                    caution: string;
                    /** @description the page that says so */
                    source: string;
                }[];
            }[];
        };
        AttestedByHandInput: {
            /** @description id of the product */
            product: string;
            control: string;
            /**
             * @description what it was done to; '' when to all
             * @default
             */
            account: string;
        };
        CallPageInput: {
            items: {
                key: string;
                /** @description the PBX’s own */
                id: string;
                startedAt: string;
                account: string;
                /** @enum {string} */
                direction: "outbound" | "inbound" | "internal" | "through";
                from: string;
                /** @description E.164 with + where it could be resolved, else as dialled */
                to: string;
                dialled: string;
                country: string;
                trunk: string;
                billableSeconds: number;
                /** @enum {string} */
                disposition: "answered" | "no-answer" | "busy" | "failed" | "running";
                /** @description null when no rate covers the number */
                cost: {
                    micros: number;
                    currency: string;
                } | null;
                flag: {
                    investigation: string;
                    /** @enum {string} */
                    kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                    reason: string;
                } | null;
            }[];
            nextCursor: string | null;
        };
        CallCountInput: {
            calls: number;
            /** @description there are more; counting stopped */
            more: boolean;
        };
        CallViewsInput: {
            views: {
                id: string;
                name: string;
                query: string;
            }[];
        };
        LiveViewInput: {
            /** @description ISO 8601, UTC */
            at: string;
            sources: {
                id: string;
                kind: string;
                /** @description null until it is known */
                lost: boolean | null;
                /** @description ISO 8601, UTC */
                since: string;
                reason: string;
            }[];
            calls: {
                /** @description the PBX's own */
                id: string;
                /** @description the connection that tells of it */
                source: string;
                account: string;
                from: string;
                /** @description E.164 with + where it could be resolved */
                to: string;
                dialled: string;
                /** @enum {string} */
                direction: "outbound" | "inbound" | "internal" | "through";
                country: string;
                /** @description ISO 8601, UTC */
                startedAt: string;
                answeredAt: string | null;
                billableSeconds: number;
                /** @description so far; null when no rate covers the number */
                cost: {
                    micros: number;
                    currency: string;
                } | null;
                perMinute: {
                    micros: number;
                    currency: string;
                } | null;
                sourceIp: string;
                /** @description what can be hung up */
                channels: string[];
                /** @description id of the alert it belongs to */
                alert: string | null;
            }[];
            alerts: {
                id: string;
                /** @description alerts of one attack share it */
                incident: string;
                /** @description '' when the site as a whole is attacked */
                account: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                /** @description 0-100: how sure */
                score: number;
                reasons: string[];
                /** @description ISO 8601, UTC */
                began: string;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                perMinute: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                lostSoFar: {
                    micros: number;
                    currency: string;
                };
                /** @description least, likely, most */
                range: {
                    perMinute: {
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        low: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        likely: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        high: {
                            micros: number;
                            currency: string;
                        };
                    };
                    lostSoFar: {
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        low: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        likely: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        high: {
                            micros: number;
                            currency: string;
                        };
                    };
                };
                /** @description bad calls so far */
                calls: number;
                /** @description ids of those still up */
                running: string[];
                channels: string[];
                /** @description addresses the attack came from */
                sources: string[];
                /** @description the narrowest that stops it; its calls are hung up besides */
                stop: {
                    account: string;
                    prefixes: string[];
                    ips: string[];
                };
            }[];
            /** @description of the last day, newest first */
            automatic: components["schemas"]["AutomaticActInput"][];
            meter: {
                perMinute: {
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    low: {
                        micros: number;
                        currency: string;
                    };
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    likely: {
                        micros: number;
                        currency: string;
                    };
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    high: {
                        micros: number;
                        currency: string;
                    };
                };
                lostSoFar: {
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    low: {
                        micros: number;
                        currency: string;
                    };
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    likely: {
                        micros: number;
                        currency: string;
                    };
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    high: {
                        micros: number;
                        currency: string;
                    };
                };
                /** @description bad calls still up */
                calls: number;
            };
        };
        HungUpInput: {
            channels: number;
        };
        ConnectReportInput: {
            /** @description null with --check */
            id: string | null;
            site: string;
            kind: string;
            product: string;
            capabilities: {
                control: string;
                available: boolean;
                how: string;
                missing?: string;
                undoable: boolean;
                survivesRestart: boolean;
                keepsEmergency: boolean;
            }[];
            reads: string[];
            /** @description lines to put on the system for what is missing */
            paste: string;
        };
        NewConnectionInput: {
            /** @enum {string} */
            kind: "asterisk" | "freepbx" | "kamailio" | "nftables" | "switch" | "files";
            /** @description what the kind wants, as docs/guides say; secrets are sealed and never given back */
            settings: {
                [key: string]: unknown;
            };
        };
        ConnectionViewInput: {
            id: string;
            kind: string;
            /** @description '' while it cannot be used */
            product: string;
            capabilities: {
                control: string;
                available: boolean;
                how: string;
                missing?: string;
                undoable: boolean;
                survivesRestart: boolean;
                keepsEmergency: boolean;
            }[];
            reads: string[];
            /** @description lines to put on the system for what is missing */
            paste: string;
            /** @description address of the system, without user and password */
            where: string;
            /** @description ISO 8601, UTC */
            since: string;
            /** @description it answers now */
            ok: boolean;
            /** @description why it cannot be used now, '' when it can */
            reason: string;
        };
        ConnectionListInput: {
            connections: components["schemas"]["ConnectionViewInput"][];
        };
        ControlPreviewInput: {
            fraudCalls: number;
            legitimateCalls: number;
            /** @description of the legitimate calls of that time, in thousandths */
            legitimateShare: number;
            /** @description the legitimate calls, newest first, at most 50 */
            hit: {
                id: string;
                /** Format: date-time */
                startedAt: string;
                account: string;
                dialled: string;
                to: string;
                sourceIp: string;
            }[];
        };
        ControlInput: {
            id: string;
            /** @enum {string} */
            kind: "hangup" | "bar-account" | "rotate-secret" | "rotate-admin-secret" | "drop-contact" | "block-destination" | "block-international" | "block-ip" | "shut-trunk" | "port-down" | "quarantine-port" | "change-setting";
            /** @description account, prefix, address, trunk, channel, `file [section] key=value`; empty: all it is about */
            target: string;
            /** @enum {string} */
            state: "planned" | "approved" | "applying" | "in-force" | "drifted" | "expired" | "undone" | "failed";
            /** @description read back from the system and found in force */
            verified: boolean;
            /** @description null: until it is undone */
            expiresAt: string | null;
            /** @description null: could not be told */
            preview: components["schemas"]["ControlPreviewInput"] | null;
            customer: string;
            site: string;
            connection: string;
            summary: string;
            /** @description the exact change, secrets masked; what goes begins with "- " */
            steps: string[];
            /** @description why it wants a typed confirmation */
            risk: string | null;
            undoable: boolean;
            /** @description what it is about to become */
            ending: ("expired" | "undone" | "failed") | null;
            error: string | null;
            automatic: boolean;
            requestedBy: string;
            reason: string;
            approvals: {
                by: string;
                /** Format: date-time */
                at: string;
            }[];
            approvalsNeeded: number;
            /** Format: date-time */
            createdAt: string;
            lastsSeconds: number | null;
        };
        ControlsInput: {
            controls: components["schemas"]["ControlInput"][];
        };
        ContainRequestInput: {
            /** @default [] */
            accounts: string[];
            /** @default [] */
            prefixes: string[];
            /** @default [] */
            ips: string[];
            /** @default false */
            international: boolean;
            /** @default false */
            lockdown: boolean;
            /**
             * @description any other kind with its target
             * @default []
             */
            others: {
                /** @enum {string} */
                kind: "hangup" | "bar-account" | "rotate-secret" | "rotate-admin-secret" | "drop-contact" | "block-destination" | "block-international" | "block-ip" | "shut-trunk" | "port-down" | "quarantine-port" | "change-setting";
                target: string;
            }[];
            /** @default 86400 */
            lastsSeconds: number;
            /** @default  */
            reason: string;
            /**
             * @description the risk has been read and typed
             * @default false
             */
            confirmEmergencyRisk: boolean;
        };
        DrilledScenarioInput: {
            scenario: string;
            title: string;
            story: string;
            /** @enum {string} */
            kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
            /** @description since the first hostile act; null: not noticed */
            detectedAfterSeconds: number | null;
            lossAtDetection: {
                micros: number;
                currency: string;
            } | null;
            /** @description null: nothing and nobody would have cut it */
            lossAtCutOff: {
                micros: number;
                currency: string;
            } | null;
            cutOffBy: ("policy" | "person") | null;
            /** @description since the first hostile act */
            cutOffAfterSeconds: number | null;
            /** @description what all of it would have cost had nobody noticed */
            lossUnseen: {
                micros: number;
                currency: string;
            };
            lastsSeconds: number;
            alert: {
                account: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                score: number;
                reasons: string[];
            } | null;
            /** @description why, when it was */
            missed: string | null;
        };
        DrillReportInput: {
            detectedAfterSeconds: number | null;
            lossAtDetection: {
                micros: number;
                currency: string;
            } | null;
            lossAtCutOff: {
                micros: number;
                currency: string;
            } | null;
            missed: {
                scenario: string;
                title: string;
                why: string;
            }[];
            scenarios: components["schemas"]["DrilledScenarioInput"][];
            /**
             * @description what is usual at the site: its own calls, or quiet weeks where it has none
             * @enum {string}
             */
            habits: "stored-calls" | "made-up";
            /** @description stored calls that what is usual was learned from */
            calls: number;
            /** @description priced by the built-in estimate, as the site has no rate deck */
            estimated: boolean;
        };
        DrillsInput: {
            drills: {
                scenario: string;
                title: string;
                story: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                /** @description why calls and sign-ins cannot show it */
                unseen: string | null;
            }[];
        };
        DrillRequestInput: {
            /**
             * @description none: all that can be seen
             * @default []
             */
            scenarios: string[];
        };
        TestDrillRequestInput: {
            scenario: string;
            /** @description address:port of a PBX that is there for tests, proven your own */
            testPbx: string;
            /**
             * @default udp
             * @enum {string}
             */
            transport: "udp" | "tcp";
            /** @description of that PBX, which calls */
            account: string;
            /** @description of that account; it is not kept */
            secret: string;
            /**
             * @description place these calls; false: they are only shown
             * @default false
             */
            approve: boolean;
        };
        TestDrillReportInput: {
            scenario: string;
            title: string;
            /** @description address:port */
            testPbx: string;
            /** @description why the address may be called */
            owned: string;
            account: string;
            /**
             * @description planned: only shown; not-tried: no call was put through
             * @enum {string}
             */
            outcome: "planned" | "detected" | "missed" | "not-tried";
            /** @description '' when detected */
            why: string;
            /** @description from the first INVITE to the alert */
            detectedAfterSeconds: number | null;
            lossAtDetection: {
                micros: number;
                currency: string;
            } | null;
            /** @description until the last call was over */
            lossInAll: {
                micros: number;
                currency: string;
            };
            /** @description priced by the built-in estimate, as the site has no rate deck */
            estimated: boolean;
            /** @description calls that ended before the drill hung them up */
            cutByPbx: number;
            alert: {
                account: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                score: number;
                reasons: string[];
            } | null;
            calls: {
                dialled: string;
                /** @description E.164 */
                number: string;
                /** @description final answer; null: not called, or none came */
                status: number | null;
                /** @description when its first INVITE went out; null: not called */
                startedAt: string | null;
                answeredAt: string | null;
                endedAt: string | null;
                /** @description null: not answered, or the PBX did not confirm the end */
                endedBy: ("drill" | "pbx") | null;
            }[];
        };
        DutiesInput: {
            /** @description DutyFacts: what people said, and what Ringfence knows by itself */
            facts: {
                [key: string]: unknown;
            };
            /** @description facts nobody has said, that Ringfence knows by itself */
            assumed: {
                fact: string;
                because: string;
            }[];
            /** @description in the order to tell */
            due: {
                id: string;
                title: string;
                jurisdiction: string;
                category: string;
                force: string;
                applies: string;
                recipient: string;
                recipients: string[];
                /** @description in the words of the rule */
                deadline: string;
                /** @description null: without delay, or its clock has not started or is not known */
                dueAt: string | null;
                /** @description the last day, where it is counted */
                dueDate: string | null;
                /** @description the act the rule counts from */
                clockFrom: string;
                /** @description the key of the facts that gave it; null: none did */
                clockVia: string | null;
                /** @description what to find out so that the deadline can be counted */
                clockQuestion?: string;
                /** @description of mayBeDue: what settles it */
                question?: string;
                /** @description ids of all questions that settle it */
                asks: string[];
                /** @description of notDue */
                reason?: string;
                /** @description nobody of these may be told earlier; null: not until law enforcement allows it */
                notBefore?: string | null;
                /** @description to be told first */
                after: string[];
                contents: string[];
                citation: string;
                url: string;
                asOf: string;
                /** @description true: check the rule before relying on it */
                unverified: boolean;
                note?: string;
                /** @description given, or decided against */
                settled: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description by counsel */
                signedOff: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description a notice to be completed, with what it must hold */
                draft: string;
            }[];
            mayBeDue: {
                id: string;
                title: string;
                jurisdiction: string;
                category: string;
                force: string;
                applies: string;
                recipient: string;
                recipients: string[];
                /** @description in the words of the rule */
                deadline: string;
                /** @description null: without delay, or its clock has not started or is not known */
                dueAt: string | null;
                /** @description the last day, where it is counted */
                dueDate: string | null;
                /** @description the act the rule counts from */
                clockFrom: string;
                /** @description the key of the facts that gave it; null: none did */
                clockVia: string | null;
                /** @description what to find out so that the deadline can be counted */
                clockQuestion?: string;
                /** @description of mayBeDue: what settles it */
                question?: string;
                /** @description ids of all questions that settle it */
                asks: string[];
                /** @description of notDue */
                reason?: string;
                /** @description nobody of these may be told earlier; null: not until law enforcement allows it */
                notBefore?: string | null;
                /** @description to be told first */
                after: string[];
                contents: string[];
                citation: string;
                url: string;
                asOf: string;
                /** @description true: check the rule before relying on it */
                unverified: boolean;
                note?: string;
                /** @description given, or decided against */
                settled: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description by counsel */
                signedOff: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description a notice to be completed, with what it must hold */
                draft: string;
            }[];
            notDue: {
                id: string;
                title: string;
                jurisdiction: string;
                category: string;
                force: string;
                applies: string;
                recipient: string;
                recipients: string[];
                /** @description in the words of the rule */
                deadline: string;
                /** @description null: without delay, or its clock has not started or is not known */
                dueAt: string | null;
                /** @description the last day, where it is counted */
                dueDate: string | null;
                /** @description the act the rule counts from */
                clockFrom: string;
                /** @description the key of the facts that gave it; null: none did */
                clockVia: string | null;
                /** @description what to find out so that the deadline can be counted */
                clockQuestion?: string;
                /** @description of mayBeDue: what settles it */
                question?: string;
                /** @description ids of all questions that settle it */
                asks: string[];
                /** @description of notDue */
                reason?: string;
                /** @description nobody of these may be told earlier; null: not until law enforcement allows it */
                notBefore?: string | null;
                /** @description to be told first */
                after: string[];
                contents: string[];
                citation: string;
                url: string;
                asOf: string;
                /** @description true: check the rule before relying on it */
                unverified: boolean;
                note?: string;
                /** @description given, or decided against */
                settled: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description by counsel */
                signedOff: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description a notice to be completed, with what it must hold */
                draft: string;
            }[];
            /** @description the role first, then by how many obligations an answer settles */
            questions: {
                id: string;
                question: string;
                settles: number;
            }[];
            holds: {
                by: string;
                until: string | null;
                text: string;
            }[];
            notice: string;
            zone: string;
            /** @description id of the notice to give next */
            next: string | null;
        };
        FirmwareTargetInputInput: {
            /** @description as the newest audit names it */
            vendor: string;
            product: string;
            /** @description as the device shows it */
            version: string;
            /**
             * @description the last day, not past; null: none
             * @default null
             */
            due: string | null;
        };
        FirmwareTargetsInput: {
            /** @description the newest, whose devices are counted; null: none was made */
            audit: {
                id: string;
                at: string;
            } | null;
            targets: {
                /** @description as the newest audit names it */
                vendor: string;
                product: string;
                /** @description as the device shows it */
                version: string;
                due: string | null;
                id: string;
                /** @description who set it */
                by: string;
                at: string;
                /** @description of this model, as the newest audit saw them */
                devices: number;
                /** @description of them, with this version or a later one */
                reached: number;
                below: number;
                /** @description of them, with a version that cannot be compared; never counted as reached */
                unknown: number;
                overdue: boolean;
            }[];
        };
        IncidentListInput: {
            incidents: {
                id: string;
                title: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                /** @enum {string} */
                state: "open" | "contained" | "recovering" | "closed";
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low";
                owner: {
                    id: string;
                    name: string;
                } | null;
                /** @description ISO 8601, UTC */
                began: string;
                /** @description ISO 8601, UTC */
                openedAt: string;
                closedAt: string | null;
                accounts: string[];
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                exposure: {
                    micros: number;
                    currency: string;
                };
            }[];
        };
        IncidentViewInput: {
            id: string;
            title: string;
            /** @enum {string} */
            kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
            /** @enum {string} */
            state: "open" | "contained" | "recovering" | "closed";
            /** @enum {string} */
            severity: "critical" | "high" | "medium" | "low";
            owner: {
                id: string;
                name: string;
            } | null;
            /** @description ISO 8601, UTC */
            began: string;
            /** @description ISO 8601, UTC */
            openedAt: string;
            closedAt: string | null;
            accounts: string[];
            /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
            exposure: {
                micros: number;
                currency: string;
            };
            customer: string;
            site: string;
            /** @description the site's, IANA */
            zone: string;
            openedBy: {
                id: string;
                name: string;
            };
            /** @enum {string} */
            openedFrom: "person" | "verdict" | "alert";
            /** @description what was said when it was opened */
            words: string;
            /**
             * @description losing: bad calls are up or were when the records ended; unclear: not contained, no call is seen
             * @enum {string}
             */
            condition: "losing" | "unclear" | "contained" | "safe";
            /** @description lost now; null when the site is not followed and no records say so */
            perMinute: {
                micros: number;
                currency: string;
            } | null;
            lost: {
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                low: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                likely: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                high: {
                    micros: number;
                    currency: string;
                };
            };
            steps: {
                number: number;
                title: string;
                tasks: {
                    id: string;
                    step: number;
                    title: string;
                    why: string;
                    /** @description exact commands, ours and those by hand */
                    how: string;
                    /** @enum {string} */
                    who: "anyone" | "technician" | "manager" | "finance" | "legal";
                    /** @enum {string} */
                    mode: "manual" | "approval" | "automatic";
                    /** @description what Ringfence can put in force for it */
                    control: string | null;
                    /** @description what shows that it was done */
                    evidence: string;
                    /**
                     * @description open: it is not known whether it applies; not: it does not
                     * @enum {string}
                     */
                    stand: "done" | "begin" | "waiting" | "open" | "not";
                    /** @description what to answer while it is open */
                    question: {
                        fact: string;
                        text: string;
                    } | null;
                    /** @description what a person attested */
                    settled: {
                        /** @enum {string} */
                        status: "done" | "not-applicable";
                        by: {
                            id: string;
                            name: string;
                        };
                        /** @description ISO 8601, UTC */
                        at: string;
                        note: string;
                    } | null;
                    /** @description what Ringfence sees by itself; null where only people can say */
                    checked: {
                        done: boolean;
                        says: string;
                    } | null;
                    assignee: {
                        id: string;
                        name: string;
                    } | null;
                    due: string | null;
                    waitsFor: string[];
                    files: {
                        name: string;
                        sha256: string;
                        bytes: number;
                        /** @description ISO 8601, UTC */
                        at: string;
                        by: {
                            id: string;
                            name: string;
                        };
                    }[];
                }[];
            }[];
            facts: {
                fact: string;
                text: string;
                value: boolean | null;
                from: ("person" | "state") | null;
            }[];
            next: {
                /** @enum {string} */
                kind: "task" | "question" | "state" | "gate";
                text: string;
                step: number | null;
                task: string | null;
                fact: string | null;
                to: ("open" | "contained" | "recovering" | "closed") | null;
            } | null;
            /** @description states it can go to, and what stands in the way of each */
            moves: {
                /** @enum {string} */
                to: "open" | "contained" | "recovering" | "closed";
                hindrances: string[];
            }[];
            gates: {
                /** @enum {string} */
                id: "still-going-on" | "root-cause" | "firmware" | "billing" | "open-ports" | "other-accounts" | "open-tasks";
                title: string;
                satisfied: boolean;
                reason: string;
                toDo: string;
                step: number;
                override: {
                    askedBy: {
                        id: string;
                        name: string;
                    };
                    /** @description ISO 8601, UTC */
                    askedAt: string;
                    reason: string;
                    /** @description null while it waits for a second person */
                    by: {
                        id: string;
                        name: string;
                    } | null;
                    at: string | null;
                } | null;
            }[];
            cause: {
                /** @enum {string} */
                cause: "guessed-password" | "reused-or-default-password" | "exposed-administration" | "unpatched-software" | "stolen-trunk-credentials" | "voicemail-or-dial-through" | "leaked-configuration" | "insider" | "other";
                text: string;
                by: {
                    id: string;
                    name: string;
                };
                /** @description ISO 8601, UTC */
                at: string;
            } | null;
            reconciled: {
                invoice: string;
                matched: number;
                providerOnly: number;
                pbxOnly: number;
                differences: number;
                /** @description to be asked back */
                disputed: {
                    micros: number;
                    currency: string;
                };
                /** @description ISO 8601, UTC */
                at: string;
                /** @description lines of days without call records */
                uncovered: number;
                /** @description lines for calls an intruder placed */
                unauthorised: number;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                unauthorisedAmount: {
                    micros: number;
                    currency: string;
                };
                /** @description the whole invoice; null when only figures were written down */
                total: {
                    micros: number;
                    currency: string;
                } | null;
                sums: {
                    class: string;
                    lines: number;
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    amount: {
                        micros: number;
                        currency: string;
                    };
                    /** @description charged too much */
                    disputed: {
                        micros: number;
                        currency: string;
                    };
                }[];
                /** @description line by line under reconciliation */
                detailed: boolean;
            } | null;
            disputes: {
                /** @enum {string} */
                status: "sent" | "acknowledged" | "credited" | "refused";
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                amount: {
                    micros: number;
                    currency: string;
                };
                note: string;
                /** @description ISO 8601, UTC */
                at: string;
                by: {
                    id: string;
                    name: string;
                };
            }[];
            /** @description the legal hold that is on: nothing of the incident can be deleted */
            hold: {
                reason: string;
                by: {
                    id: string;
                    name: string;
                };
                /** @description ISO 8601, UTC */
                at: string;
            } | null;
            /** @description notices by law and contract; null while nobody was asked what decides them */
            duties: {
                due: number;
                left: number;
                open: number;
            } | null;
            /** @description what the disputes add up to, by currency */
            claims: {
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                asked: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                credited: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                refused: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                open: {
                    micros: number;
                    currency: string;
                };
            }[];
            milestones: {
                /** @enum {string} */
                id: "first-sign" | "first-alert" | "first-act" | "contained" | "recovered";
                at: string | null;
                lost: {
                    micros: number;
                    currency: string;
                } | null;
            }[];
            recovered: {
                /** @enum {string} */
                id: "documentation" | "controls" | "monitoring" | "authentication" | "visibility";
                title: string;
                before: string;
                after: string;
                better: boolean;
            }[];
            investigations: {
                id: string;
                /** @enum {string} */
                verdict: "breach" | "suspicious" | "clear";
                ongoing: boolean;
            }[];
            /** @description addresses it came from */
            sources: string[];
            /** @description prefixes that were called, dearest first */
            destinations: string[];
            /** @description when the last entry was written; reports are dated by it */
            changedAt: string;
            /** @description systems of the site that Ringfence reads or acts on */
            connections: number;
            /** @description grows with every change */
            entries: number;
        };
        TimelineInput: {
            items: {
                id: string;
                /** @description ISO 8601, UTC */
                at: string;
                /** @enum {string} */
                kind: "call" | "sign-in" | "alert" | "control" | "notice" | "task" | "note" | "file" | "state" | "act";
                title: string;
                detail: string;
                by: {
                    id: string;
                    name: string;
                } | null;
                pinned: boolean;
            }[];
            zone: string;
            /** @description older ones that were left out */
            left: number;
        };
        IncidentOpenedInput: {
            id: string;
        };
        MarkInput: {
            id: string;
            /** @enum {string} */
            says: "us" | "them";
            /** @enum {string} */
            what: "call" | "number" | "prefix" | "account" | "account-hour";
            value: string;
            hour?: number;
            madeAt: string;
            madeBy: string;
            takenBackAt: string | null;
        };
        AccountWeekInput: {
            /** @description not flagged, all weeks added up */
            usual: number[];
            flagged: number[];
            /** @description 0: no calls are kept of this account yet */
            weeks: number;
        };
        StartedInput: {
            id: string;
        };
        InvestigationPageInput: {
            items: {
                id: string;
                customer: string;
                site: string;
                title: string;
                createdAt: string;
                createdBy: string;
                /** @enum {string} */
                status: "waiting" | "running" | "done" | "failed";
                error: {
                    code: string;
                    message: string;
                    remedy: string;
                } | null;
                files: {
                    name: string;
                    bytes: number;
                    sha256: string;
                }[];
                verdict: ("breach" | "suspicious" | "clear") | null;
                ongoing: boolean;
                headline: string;
                began: string | null;
                likely: {
                    micros: number;
                    currency: string;
                } | null;
                progress: {
                    /** @enum {string} */
                    phase: "waiting" | "reading" | "judging" | "writing" | "done" | "failed";
                    bytesRead: number;
                    bytesTotal: number;
                    rows: number;
                    calls: number;
                    rejected: number;
                    etaSeconds: number | null;
                };
            }[];
            nextCursor: string | null;
        };
        FlaggedCallPageInput: {
            items: {
                id: string;
                startedAt: string;
                account: string;
                from: string;
                /** @description E.164 with +, or as dialled when it could not be resolved */
                to: string;
                dialled: string;
                /** @enum {string} */
                direction: "outbound" | "inbound" | "internal" | "through";
                billableSeconds: number;
                /** @description null when no rate covers the number */
                cost: {
                    micros: number;
                    currency: string;
                } | null;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                signals: string[];
                reason: string;
            }[];
            total: number;
            nextCursor: string | null;
        };
        InvoiceMappingInput: {
            columns: {
                /** @description header of the column in the file */
                line_id?: string;
                start_time: string;
                /** @description header of the column in the file */
                from?: string;
                to: string;
                /** @description header of the column in the file */
                duration_seconds?: string;
                billed_seconds: string;
                amount: string;
                /** @description header of the column in the file */
                currency?: string;
                /** @description header of the column in the file */
                description?: string;
            };
            /**
             * @default point
             * @enum {string}
             */
            decimal: "point" | "comma";
            /**
             * @default ymd
             * @enum {string}
             */
            dates: "ymd" | "dmy" | "mdy";
            /**
             * @description negated: charges are negative in the file
             * @default as-written
             * @enum {string}
             */
            amounts: "as-written" | "negated";
            /** @description IANA, of times without offset; UTC when not given */
            timezone?: string;
            /** @description ISO 4217, where the file has no such column */
            currency?: string;
        };
        InvoicePreviewInput: {
            header: string[];
            /** @description the first lines, as they are */
            rows: string[][];
            /** @description as given, or as guessed */
            mapping: {
                columns: {
                    /** @description header of the column in the file */
                    line_id?: string;
                    start_time?: string;
                    /** @description header of the column in the file */
                    from?: string;
                    to?: string;
                    /** @description header of the column in the file */
                    duration_seconds?: string;
                    billed_seconds?: string;
                    amount?: string;
                    /** @description header of the column in the file */
                    currency?: string;
                    /** @description header of the column in the file */
                    description?: string;
                };
                /**
                 * @default point
                 * @enum {string}
                 */
                decimal: "point" | "comma";
                /**
                 * @default ymd
                 * @enum {string}
                 */
                dates: "ymd" | "dmy" | "mdy";
                /**
                 * @description negated: charges are negative in the file
                 * @default as-written
                 * @enum {string}
                 */
                amounts: "as-written" | "negated";
                /** @description IANA, of times without offset; UTC when not given */
                timezone?: string;
                /** @description ISO 4217, where the file has no such column */
                currency?: string;
            };
            /** @description the first lines, as they were understood */
            lines: {
                id: string;
                startedAt: string | null;
                from: string;
                to: string;
                billedSeconds: number;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                amount: {
                    micros: number;
                    currency: string;
                };
            }[];
            /** @description of the lines that were sent */
            rejected: number;
            /** @description the first of them */
            rejects: {
                line: number;
                reason: string;
            }[];
            /** @description why it cannot be read like this */
            problem: string | null;
        };
        ReconciledSummaryInput: {
            /** @description invoice lines that agree with a call in everything */
            matched: number;
            /** @description charged too much, in the currency of the deck */
            disputed: {
                micros: number;
                currency: string;
            };
            /** @description false: there is no deck, so no price was compared */
            priced: boolean;
            /** @description the same in other currencies */
            disputedElsewhere: {
                micros: number;
                currency: string;
            }[];
            findings: {
                /** @enum {string} */
                kind: "trunk-credentials" | "misbilling";
                title: string;
                reason: string;
                lines: number;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                amount: {
                    micros: number;
                    currency: string;
                };
                began: string;
                ended: string;
                /** @description the ten most expensive */
                numbers: string[];
            }[];
            /** @description items of each class */
            classes: {
                [key: string]: number;
            };
            /** @description micro-units; byClass and otherCharges add up to invoice */
            totals: {
                currency: string;
                invoice: number;
                otherCharges: number;
                byClass: {
                    [key: string]: number;
                };
                /** @description charged too much, by class */
                disputed: {
                    [key: string]: number;
                };
                /** @description besides: charged rightly for unauthorised calls */
                unauthorised: number;
            }[];
            /** @description how far the clock of the invoice is ahead of that of the records */
            clock: {
                /** @enum {string} */
                times: "answer" | "start";
                shiftMinutes: number[];
                skewSeconds: number;
            };
            input: {
                invoiceLines: number;
                calls: number;
                /** @description unbilled calls of days the invoice does not span; not judged */
                outsidePeriod: number;
                rejected: number;
                /** @description the first 1,000 */
                rejects: {
                    file: string;
                    line: number;
                    reason: string;
                }[];
            };
            invoice: string;
            at: string;
            /** @description lines of days the stored calls do not reach to */
            uncovered: number;
            /** @description lines of each list */
            lists: {
                [key: string]: number;
            };
        };
        ReconciledLineInput: {
            key: string;
            invoiceLine: string | null;
            callId: string | null;
            startedAt: string | null;
            account: string | null;
            to: string;
            seconds: number | null;
            invoiced: {
                micros: number;
                currency: string;
            } | null;
            expected: {
                micros: number;
                currency: string;
            } | null;
            /** @description charged too much */
            delta: {
                micros: number;
                currency: string;
            } | null;
            /** @description false: the call records do not reach to that time */
            covered: boolean;
        };
        ReconciledLinesInput: {
            items: components["schemas"]["ReconciledLineInput"][];
            total: number;
        };
        LedgerLineInput: {
            seq: number;
            at: string;
            /** @description `*`: the house, or nobody known */
            customer: string;
            site: string | null;
            /** @description a person’s id, `token:<id>` or `system:<name>` */
            actor: string;
            actorName: string | null;
            action: string;
            subject: string;
            subjectName: string | null;
            detail: {
                [key: string]: unknown;
            };
            hash: string;
        };
        NoticePlanViewInput: {
            plan: {
                contacts: {
                    id: string;
                    name: string;
                    /** @enum {string} */
                    stakeholder: "it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom";
                    /** @description to call by hand, from a phone that is not of this site */
                    phone?: string;
                    /** @description the first is used; the next when it fails */
                    ways: {
                        /** @description id of a channel of the site */
                        channel: string;
                        /** @description mail address or number there; empty when the channel has one receiver */
                        to: string;
                    }[];
                }[];
                matrix: {
                    [key: string]: ("first-hour" | "update" | "closure")[];
                };
                /** @description while nobody has acknowledged the first notice */
                escalation: {
                    afterMinutes: number;
                    to: ("it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom")[];
                }[];
                /** @description an update is due again after */
                updateMinutes: {
                    [key: string]: number;
                };
                /** @description updates and closures wait meanwhile, by the site's clock; first notices never do */
                quiet: {
                    from: string;
                    to: string;
                } | null;
                /** @description numbers that ring on the PBX of this site */
                ownNumbers: string[];
                /** @description instead of the built-in ones */
                templates: {
                    [key: string]: {
                        subject: string;
                        body: string;
                    };
                };
            };
            /** @description 0 while nobody has planned anything: then the plan is the usual one */
            revision: number;
            warnings: {
                contact: string;
                text: string;
            }[];
            /** @description words for templates, and what they stand for */
            placeholders: {
                [key: string]: string;
            };
            builtIn: {
                [key: string]: {
                    subject: string;
                    body: string;
                };
            };
        };
        ChannelViewInput: {
            id: string;
            /** @enum {string} */
            kind: "smtp" | "webhook" | "slack" | "teams" | "pagerduty" | "sms";
            name: string;
            /** @description host it ends at */
            where: string;
        };
        ChannelListInput: {
            channels: components["schemas"]["ChannelViewInput"][];
        };
        ChannelTestedInput: {
            ok: boolean;
            /** @description what the receiver said, or why it failed */
            text: string;
        };
        NoticeViewInput: {
            id: string;
            /** @enum {string} */
            stage: "first-hour" | "update" | "closure" | "escalation" | "reminder" | "test" | "drift" | "deadline" | "spend" | "firmware";
            /** @enum {string} */
            stakeholder: "it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom";
            contact: string;
            name: string;
            /** @description kind of the channel; '' when there is none */
            channel: string;
            /** @enum {string} */
            state: "waiting" | "sending" | "sent" | "failed";
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            dueAt: string;
            sentAt: string | null;
            acknowledgedAt: string | null;
            error: string;
            subject: string;
            text: string;
        };
        IncidentNoticesInput: {
            /** @description newest first */
            notices: components["schemas"]["NoticeViewInput"][];
            /** @description null while nobody was told */
            telling: {
                /** @description the state in one line */
                line: string;
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low";
                /** Format: date-time */
                firstAt: string;
                nextUpdateAt: string | null;
                acknowledgedAt: string | null;
                closedAt: string | null;
                /** @description steps taken */
                escalated: number;
                data: ("cdr" | "names-and-numbers" | "voicemail" | "recordings" | "payment-card" | "health" | "credentials" | "government-id")[];
            } | null;
        };
        NoticePreviewInput: {
            drafts: {
                contact: string;
                name: string;
                /** @enum {string} */
                stakeholder: "it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom";
                channel: string;
                to: string;
                subject: string;
                text: string;
                warnings: string[];
            }[];
        };
        NoticesQueuedInput: {
            queued: components["schemas"]["NoticeViewInput"][];
        };
        AcknowledgementViewInput: {
            line: string;
            name: string;
            acknowledgedAt: string | null;
        };
        PersonInput: {
            id: string;
            name: string;
            email: string;
            /** @description whose person this is; null: of the house */
            customer: string | null;
            grants: components["schemas"]["GrantInput"][];
            /** @enum {string} */
            standing: "invited" | "active" | "deactivated";
            createdAt: string;
            lastSeenAt: string | null;
            /** @description when their one-time link ends */
            invitedUntil: string | null;
        };
        InvitedInput: {
            person: components["schemas"]["PersonInput"];
            /** @description path of the one-time link, to be put behind the address of the console */
            link: string;
            expiresAt: string;
        };
        PolicyViewInput: {
            /** @description with everything filled in that is not written */
            policy: {
                /**
                 * @description the most that may happen by itself
                 * @default act
                 * @enum {string}
                 */
                mode: "off" | "notify" | "ask" | "act";
                /**
                 * @description only write down what would have been done
                 * @default false
                 */
                dryRun: boolean;
                /**
                 * @description the strongest that fits decides
                 * @default [
                 *       {
                 *         "do": "notify",
                 *         "score": 0
                 *       },
                 *       {
                 *         "do": "ask",
                 *         "score": 80
                 *       },
                 *       {
                 *         "do": "act",
                 *         "score": 80,
                 *         "kinds": [
                 *           "irsf",
                 *           "call-forward",
                 *           "voicemail-or-disa",
                 *           "domestic-pumping",
                 *           "brute-force",
                 *           "prefix-scan",
                 *           "admin-compromise",
                 *           "subscription"
                 *         ]
                 *       }
                 *     ]
                 */
                rules: {
                    /**
                     * @description notify: tell people; ask: propose it; act: do it, and tell
                     * @enum {string}
                     */
                    do: "notify" | "ask" | "act";
                    /**
                     * @description how sure at least, 0-100
                     * @default 0
                     */
                    score: number;
                    /** @description likely loss a minute of the calls in progress, at least, in the site's currency */
                    perMinute?: string;
                    /** @description likely loss so far, at least, in the site's currency */
                    lost?: string;
                    /** @description only these; all when left out */
                    kinds?: ("irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other")[];
                    /**
                     * @description only while the site is open for business, or closed
                     * @enum {string}
                     */
                    hours?: "open" | "closed";
                }[];
                /**
                 * @description accounts, E.164 prefixes and addresses of which people are only told
                 * @default []
                 */
                quiet: string[];
                /**
                 * @default {
                 *       "accounts": 5,
                 *       "trunks": 0,
                 *       "share": 20
                 *     }
                 */
                limits: {
                    /**
                     * @description barred automatically at once
                     * @default 5
                     */
                    accounts: number;
                    /**
                     * @description shut automatically at once
                     * @default 0
                     */
                    trunks: number;
                    /**
                     * @description percent of the normal calls of the last weeks one act may hit
                     * @default 20
                     */
                    share: number;
                };
                /**
                 * @description how long what was done stays in force: 30m, 24h, 7d
                 * @default 24h
                 */
                lasts: string;
                /**
                 * @description people who must approve what is not automatic
                 * @default 1
                 */
                approvals: number;
            };
            /** @description false: the site has the policy that comes along */
            written: boolean;
        };
        /** @description What Ringfence does by itself at this site, and how far it may go */
        PolicyChangeInput: {
            /**
             * @description the most that may happen by itself
             * @default act
             * @enum {string}
             */
            mode: "off" | "notify" | "ask" | "act";
            /**
             * @description only write down what would have been done
             * @default false
             */
            dryRun: boolean;
            /**
             * @description the strongest that fits decides
             * @default [
             *       {
             *         "do": "notify",
             *         "score": 0
             *       },
             *       {
             *         "do": "ask",
             *         "score": 80
             *       },
             *       {
             *         "do": "act",
             *         "score": 80,
             *         "kinds": [
             *           "irsf",
             *           "call-forward",
             *           "voicemail-or-disa",
             *           "domestic-pumping",
             *           "brute-force",
             *           "prefix-scan",
             *           "admin-compromise",
             *           "subscription"
             *         ]
             *       }
             *     ]
             */
            rules: {
                /**
                 * @description notify: tell people; ask: propose it; act: do it, and tell
                 * @enum {string}
                 */
                do: "notify" | "ask" | "act";
                /**
                 * @description how sure at least, 0-100
                 * @default 0
                 */
                score: number;
                /** @description likely loss a minute of the calls in progress, at least, in the site's currency */
                perMinute?: string;
                /** @description likely loss so far, at least, in the site's currency */
                lost?: string;
                /** @description only these; all when left out */
                kinds?: ("irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other")[];
                /**
                 * @description only while the site is open for business, or closed
                 * @enum {string}
                 */
                hours?: "open" | "closed";
            }[];
            /**
             * @description accounts, E.164 prefixes and addresses of which people are only told
             * @default []
             */
            quiet: string[];
            /**
             * @default {
             *       "accounts": 5,
             *       "trunks": 0,
             *       "share": 20
             *     }
             */
            limits: {
                /**
                 * @description barred automatically at once
                 * @default 5
                 */
                accounts: number;
                /**
                 * @description shut automatically at once
                 * @default 0
                 */
                trunks: number;
                /**
                 * @description percent of the normal calls of the last weeks one act may hit
                 * @default 20
                 */
                share: number;
            };
            /**
             * @description how long what was done stays in force: 30m, 24h, 7d
             * @default 24h
             */
            lasts: string;
            /**
             * @description people who must approve what is not automatic
             * @default 1
             */
            approvals: number;
        };
        DeckMappingInput: {
            columns: {
                prefix: string;
                rate_per_minute: string;
                /** @description header of the column in the file */
                description?: string;
                /** @description header of the column in the file */
                connection_fee?: string;
                /** @description header of the column in the file */
                initial_increment?: string;
                /** @description header of the column in the file */
                recurring_increment?: string;
                /** @description header of the column in the file */
                currency?: string;
                /** @description header of the column in the file */
                effective_from?: string;
                /** @description header of the column in the file */
                minimum_charge?: string;
            };
            /**
             * @default point
             * @enum {string}
             */
            decimal: "point" | "comma";
            /**
             * @default ymd
             * @enum {string}
             */
            dates: "ymd" | "dmy" | "mdy";
            /**
             * @default minute
             * @enum {string}
             */
            ratePer: "minute" | "second";
            /** @description ISO 4217, where the file has no such column */
            currency?: string;
            /**
             * Format: date
             * @description from this day, where the file says nothing
             */
            effectiveFrom?: string;
        };
        DeckSummaryInput: {
            rows: number;
            prefixes: number;
            currency: string;
            /** @description rows that are not in force yet */
            ahead: number;
            /** @description when the next of them comes into force */
            nextChange: string | null;
        };
        SiteRatesInput: {
            /** @description null: the built-in estimate */
            deck: components["schemas"]["DeckSummaryInput"] | null;
        };
        DeckPreviewInput: {
            header: string[];
            /** @description the first lines, as they are */
            rows: string[][];
            /** @description as given, or as guessed */
            mapping: {
                columns: {
                    prefix?: string;
                    rate_per_minute?: string;
                    /** @description header of the column in the file */
                    description?: string;
                    /** @description header of the column in the file */
                    connection_fee?: string;
                    /** @description header of the column in the file */
                    initial_increment?: string;
                    /** @description header of the column in the file */
                    recurring_increment?: string;
                    /** @description header of the column in the file */
                    currency?: string;
                    /** @description header of the column in the file */
                    effective_from?: string;
                    /** @description header of the column in the file */
                    minimum_charge?: string;
                };
                /**
                 * @default point
                 * @enum {string}
                 */
                decimal: "point" | "comma";
                /**
                 * @default ymd
                 * @enum {string}
                 */
                dates: "ymd" | "dmy" | "mdy";
                /**
                 * @default minute
                 * @enum {string}
                 */
                ratePer: "minute" | "second";
                /** @description ISO 4217, where the file has no such column */
                currency?: string;
                /**
                 * Format: date
                 * @description from this day, where the file says nothing
                 */
                effectiveFrom?: string;
            };
            /** @description null: it cannot be read like this */
            deck: components["schemas"]["DeckSummaryInput"] | null;
            /** @description the first rates, as they were understood */
            rates: {
                prefix: string;
                description: string;
                /** @description exact decimal of the currency */
                perMinute: string;
                connectionFee: string;
                /** @description seconds */
                initialIncrement: number;
                /** @description seconds */
                recurringIncrement: number;
                /** @description null: always */
                effectiveFrom: string | null;
            }[];
            rejected: number;
            /** @description the first of them */
            rejects: {
                line: number;
                reason: string;
            }[];
            /** @description why it cannot be read like this */
            problem: string | null;
        };
        RateTrialInput: {
            /** @description null: this is no number outside the site */
            e164: string | null;
            kind: string;
            country: string;
            /** @enum {string} */
            risk: "low" | "medium" | "high";
            /** @description by the built-in estimate: the site has no deck */
            estimated: boolean;
            /** @description null: no rate covers it */
            rate: {
                prefix: string;
                description: string;
                /** @description exact decimal of the currency */
                perMinute: string;
                connectionFee: string;
                /** @description seconds */
                initialIncrement: number;
                /** @description seconds */
                recurringIncrement: number;
                /** @description null: always */
                effectiveFrom: string | null;
            } | null;
            billedSeconds: number;
            cost: {
                micros: number;
                currency: string;
            } | null;
            lowest: {
                micros: number;
                currency: string;
            } | null;
            highest: {
                micros: number;
                currency: string;
            } | null;
        };
        RetentionViewInput: {
            /** @description it is deleted every day without being asked */
            automatic: boolean;
            items: {
                /** @enum {string} */
                what: "calls" | "investigations" | "audits";
                /** @description null: kept until somebody deletes it */
                days: number | null;
                /** @description what is older is past its time */
                before: string | null;
                /** @description past their time now */
                count: number;
                oldest: string | null;
            }[];
            /** @description while there are any, nothing of the site is deleted */
            stops: {
                incident: string;
                title: string;
                /** @enum {string} */
                why: "open" | "legal-hold";
            }[];
        };
        DetectionRuleInput: {
            id: string;
            title: string;
            /** @enum {string} */
            kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
            /** @description in plain words */
            looksFor: string;
            /** @description what to do when it speaks */
            triage: string;
            /** @description whose events it counts together */
            by: string;
            /** @description how long it looks back: 24h */
            window: string;
            /** @description it looks at sign-ins, not at calls */
            signIns: boolean;
            /** @description as the engine reads it */
            exact: {
                where: string;
                when: string;
                weight: string;
            };
            on: boolean;
            /** @description the site has set it otherwise than it comes */
            changed: boolean;
            limits: {
                name: string;
                /** @description what it counts, in plain words */
                says: string;
                /** @description what it is where the site says nothing */
                is: number;
                from: number;
                to: number;
                /** @description what it is at this site */
                value: number;
            }[];
            /** @description events of the proof on which it must speak */
            fires: number;
            /** @description events of the proof on which it must not */
            quiet: number;
        };
        SiteRulesInput: {
            rules: components["schemas"]["DetectionRuleInput"][];
        };
        RuleProofInput: {
            fires: {
                holds: boolean;
                /** @description how often it spoke */
                spoke: number;
                events: {
                    at: string;
                    account: string;
                    /** @description a call, which way, or a sign-in */
                    what: string;
                    /** @description the number at the other end, or the address that signed in */
                    other: string;
                    seconds: number;
                }[];
            };
            quiet: {
                holds: boolean;
                /** @description how often it spoke */
                spoke: number;
                events: {
                    at: string;
                    account: string;
                    /** @description a call, which way, or a sign-in */
                    what: string;
                    /** @description the number at the other end, or the address that signed in */
                    other: string;
                    seconds: number;
                }[];
            };
        };
        RulesTrialInput: {
            /** @description what the site would set; what is left out is as the rule comes */
            rules: {
                [key: string]: {
                    /** @default true */
                    on: boolean;
                    /** @default {} */
                    limits: {
                        [key: string]: number;
                    };
                };
            };
        };
        RulesReplayInput: {
            id: string;
            /** @enum {string} */
            state: "running" | "done" | "failed";
            /** @description 0 to 1, how much of the work is done */
            share: number;
            difference: {
                /** @description the first call that was looked at; null: there are none */
                from: string | null;
                to: string | null;
                calls: number;
                signIns: number;
                change: {
                    verdict: {
                        /** @enum {string} */
                        before: "breach" | "suspicious" | "clear";
                        /** @enum {string} */
                        after: "breach" | "suspicious" | "clear";
                    };
                    likely: {
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        before: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        after: {
                            micros: number;
                            currency: string;
                        };
                    };
                    flagged: {
                        before: number;
                        after: number;
                    };
                    accountsAdded: string[];
                    accountsRemoved: string[];
                    callsAdded: number;
                    callsRemoved: number;
                };
                /** @description flagged with the new settings alone */
                newly: {
                    total: number;
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    cost: {
                        micros: number;
                        currency: string;
                    };
                    /** @description the first 200 */
                    calls: {
                        id: string;
                        startedAt: string;
                        account: string;
                        from: string;
                        /** @description E.164 with +, or as dialled when it could not be resolved */
                        to: string;
                        dialled: string;
                        /** @enum {string} */
                        direction: "outbound" | "inbound" | "internal" | "through";
                        billableSeconds: number;
                        /** @description null when no rate covers the number */
                        cost: {
                            micros: number;
                            currency: string;
                        } | null;
                        /** @enum {string} */
                        kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                        signals: string[];
                        reason: string;
                    }[];
                };
                /** @description flagged with the old settings alone */
                noLonger: {
                    total: number;
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    cost: {
                        micros: number;
                        currency: string;
                    };
                    /** @description the first 200 */
                    calls: {
                        id: string;
                        startedAt: string;
                        account: string;
                        from: string;
                        /** @description E.164 with +, or as dialled when it could not be resolved */
                        to: string;
                        dialled: string;
                        /** @enum {string} */
                        direction: "outbound" | "inbound" | "internal" | "through";
                        billableSeconds: number;
                        /** @description null when no rate covers the number */
                        cost: {
                            micros: number;
                            currency: string;
                        } | null;
                        /** @enum {string} */
                        kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                        signals: string[];
                        reason: string;
                    }[];
                };
                /** @description of the rules that were changed and are on: whether their proof holds with the new settings */
                proofs: {
                    rule: string;
                    title: string;
                    fires: boolean;
                    quiet: boolean;
                }[];
            } | null;
            problem: {
                code: string;
                detail: string;
                remedy: string;
            } | null;
        };
        RulesSaveInput: {
            /** @description the settings of this replay are saved */
            replay: string;
        };
        OverviewInput: {
            sites: {
                customer: string;
                customerName: string;
                site: string;
                name: string;
                /** @description somebody said where it is and how it dials */
                configured: boolean;
                investigations: number;
                underWay: number;
                /** @description incidents still going on when their records ended */
                goingOn: number;
                incidents: number;
                /** @description of all incidents, one amount a currency */
                loss: {
                    micros: number;
                    currency: string;
                }[];
                latest: {
                    id: string;
                    title: string;
                    createdAt: string;
                    /** @enum {string} */
                    status: "waiting" | "running" | "done" | "failed";
                    verdict: ("breach" | "suspicious" | "clear") | null;
                    ongoing: boolean;
                } | null;
                /** @description the newest incident that is being handled */
                handled: {
                    id: string;
                    title: string;
                    /** @enum {string} */
                    state: "open" | "contained" | "recovering";
                } | null;
                /** @description the newest breach, suspicion or unreadable file */
                telling: {
                    id: string;
                    title: string;
                    createdAt: string;
                    /** @enum {string} */
                    status: "waiting" | "running" | "done" | "failed";
                    verdict: ("breach" | "suspicious" | "clear") | null;
                    ongoing: boolean;
                } | null;
            }[];
        };
        SiteMadeInput: {
            customer: string;
            site: string;
        };
        SiteViewInput: {
            customer: string;
            customerName: string;
            site: string;
            name: string;
            yaml: string;
            settings: {
                [key: string]: unknown;
            };
        };
        SpendViewInput: {
            month: string;
            timezone: string;
            /** @description since the first of the month */
            spent: {
                micros: number;
                currency: string;
            };
            /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
            today: {
                micros: number;
                currency: string;
            };
            /** @description by the end of the month; null while there is nothing to learn from */
            forecast: {
                micros: number;
                currency: string;
            } | null;
            /** @description limits.spendPerMonth of site.yaml; null: none is set */
            budget: {
                micros: number;
                currency: string;
            } | null;
            /**
             * @description none: no budget; heading-over: the forecast passes it; over: what was spent does
             * @enum {string}
             */
            state: "none" | "within" | "heading-over" | "over";
            /** @description from the first to today */
            days: {
                /** Format: date */
                date: string;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                spent: {
                    micros: number;
                    currency: string;
                };
            }[];
            /** @description spent in other currencies than the budget’s: not counted above */
            others: {
                micros: number;
                currency: string;
            }[];
            /** @description calls of this month that no rate covers */
            unpriced: number;
        };
        TokenInput: {
            id: string;
            name: string;
            /** @description how it begins */
            prefix: string;
            permissions: string[];
            /** @description where it counts; null: wherever you may */
            customer: string | null;
            site: string | null;
            createdAt: string;
            expiresAt: string;
            lastUsedAt: string | null;
        };
        TokenMadeInput: {
            token: components["schemas"]["TokenInput"];
            /** @description send it as `authorization: Bearer …` */
            secret: string;
        };
        Grant: {
            /** @enum {string} */
            role: "owner" | "responder" | "finance" | "auditor" | "viewer";
            /** @description null: the whole house */
            customer: string | null;
            /** @description null: all sites of the customer */
            site: string | null;
        };
        Session: {
            /** @description nobody exists yet: the first administrator must be created */
            setupNeeded: boolean;
            person: {
                id: string;
                name: string;
                email: string;
                /**
                 * @description the strongest of the roles this person has anywhere
                 * @enum {string}
                 */
                role: "owner" | "responder" | "finance" | "auditor" | "viewer";
                grants: components["schemas"]["Grant"][];
                /** @description what they may do in the whole house */
                permissions: string[];
            } | null;
            csrf: string;
            /** @description what single sign-on is called; null where there is none */
            sso: string | null;
            customers: {
                id: string;
                name: string;
                sites: {
                    id: string;
                    name: string;
                    permissions: string[];
                }[];
                /** @description what they may do at all of its sites */
                permissions: string[];
            }[];
        };
        SetupEnrolment: {
            otpauthUrl: string;
            /** @description base 32, to be typed where no picture can be scanned */
            secret: string;
            /** @description the same as a picture, SVG */
            qr: string;
        };
        SetupDone: {
            /** @description each lets in once; shown only now */
            recoveryCodes: string[];
        };
        SignInMethods: {
            password: boolean;
            authenticator: boolean;
            recoveryCodesLeft: number;
            /** @description an account of single sign-on is linked */
            sso: boolean;
            passkeys: {
                id: string;
                name: string;
                host: string;
                createdAt: string;
                lastUsedAt: string | null;
            }[];
        };
        AuditSummary: {
            id: string;
            at: string;
            by: string;
            source: {
                /** @enum {string} */
                kind: "files" | "connections";
                /** @description files that were sent, or systems that were read */
                names: string[];
            };
            /** @description 0-100; null when nothing could be assessed */
            score: number | null;
            /** @description per cent of the checks that were assessed */
            coverage: number;
            /** @description checks that failed */
            failed: number;
        };
        AuditPage: {
            items: components["schemas"]["AuditSummary"][];
            nextCursor: string | null;
        };
        AuditView: {
            id: string;
            at: string;
            by: string;
            source: {
                /** @enum {string} */
                kind: "files" | "connections";
                /** @description files that were sent, or systems that were read */
                names: string[];
            };
            /** @description 0-100; null when nothing could be assessed */
            score: number | null;
            /** @description per cent of the checks that were assessed */
            coverage: number;
            /** @description checks that failed */
            failed: number;
            /** @description 0-100; null when nothing could be assessed */
            scoreWithoutCaps: number | null;
            areas: {
                /** @enum {string} */
                area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
                /** @description 0-100; null when nothing could be assessed */
                score: number | null;
                assessed: number;
                checks: number;
                failed: number;
            }[];
            /** @description what holds the score at 39: each lets an intruder in by itself; 50 at most */
            doors: {
                /** @enum {string} */
                cap: "open-control" | "known-exploited" | "default-credential" | "open-toll";
                check: string;
                resource: string;
                reason: string;
                evidence: {
                    file: string;
                    line: number;
                    /** @description Secrets are masked */
                    text: string;
                } | null;
            }[];
            doorsTotal: number;
            /** @description what to mend first: the most risk for the least time; accepted risks are left out */
            fixes: {
                check: string;
                title: string;
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
                /** @enum {string} */
                effort: "minutes" | "hours" | "days";
                why: string;
                /** @description how many resources it fails on */
                places: number;
            }[];
            /** @description findings somebody answers for; they count in the score all the same */
            accepted: number;
            /** @description what nothing that was given tells of: never a pass */
            notAssessed: {
                check: string;
                /** @enum {string} */
                area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
                title: string;
                reason: string;
            }[];
            /** @description what only a person can answer */
            manual: {
                check: string;
                /** @enum {string} */
                area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
                title: string;
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
                /** @description what a person must look at */
                ask: string;
            }[];
            /** @description null: there is none before it */
            drift: {
                before: {
                    id: string;
                    at: string;
                };
                /** @description the worst 200; fails now, was assessed before and did not fail */
                appeared: {
                    check: string;
                    title: string;
                    /** @enum {string} */
                    severity: "critical" | "high" | "medium" | "low" | "info";
                    resource: string;
                }[];
                appearedTotal: number;
                /** @description the worst 200; failed before, was assessed now and does not fail */
                gone: {
                    check: string;
                    title: string;
                    /** @enum {string} */
                    severity: "critical" | "high" | "medium" | "low" | "info";
                    resource: string;
                }[];
                goneTotal: number;
                still: number;
                /** @description fails now, was not looked at before */
                firstSeen: number;
                /** @description failed before, was not looked at now */
                notSeen: number;
            } | null;
            input: {
                files: number;
                /** @description files no reader knows; 200 at most */
                ignored: string[];
                ignoredTotal: number;
                problems: {
                    file: string;
                    line: number;
                    reason: string;
                }[];
            };
            has: {
                matrix: boolean;
                rules: boolean;
                devices: number;
            };
        };
        AuditChecks: {
            checks: {
                check: string;
                /** @enum {string} */
                area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
                title: string;
                /** @enum {string} */
                status: "fail" | "pass" | "manual" | "not-assessed";
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
                /** @description resources it fails on */
                places: number;
                /** @description of them, how many somebody answers for */
                accepted: number;
                /** @description of them, how many did not fail in the audit before */
                appeared: number;
            }[];
        };
        RiskView: {
            id: string;
            check: string;
            resource: string;
            reason: string;
            owner: string;
            by: string;
            at: string;
            until: string;
            expired: boolean;
        };
        CheckView: {
            check: string;
            /** @enum {string} */
            area: "PW" | "MFA" | "FW" | "SEG" | "VER" | "ADM" | "SIP" | "MON";
            title: string;
            /** @enum {string} */
            status: "fail" | "pass" | "manual" | "not-assessed";
            /** @enum {string} */
            severity: "critical" | "high" | "medium" | "low" | "info";
            /** @description resources it fails on */
            places: number;
            /** @description of them, how many somebody answers for */
            accepted: number;
            /** @description of them, how many did not fail in the audit before */
            appeared: number;
            why: string;
            /** @enum {string} */
            effort: "minutes" | "hours" | "days";
            reference: string;
            /** @description what frameworks ask of it: NIST SP 800-53 IA-5 … */
            requirements: string[];
            /** @description what a person can attest; null: nothing */
            ask: string | null;
            /** @description the newest answer somebody gave, whether it still holds or not */
            attested: {
                /** @enum {string} */
                answer: "pass" | "fail";
                by: string;
                on: string;
                until: string;
                note: string;
            } | null;
            /** @description 500 at most */
            on: {
                resource: string;
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
                reason: string;
                evidence: {
                    file: string;
                    line: number;
                    /** @description Secrets are masked */
                    text: string;
                } | null;
                fix: string;
                /** @description makes the fix; null: somebody must, or the files were sent */
                control: {
                    kind: string;
                    target: string;
                } | null;
                appeared: boolean;
                risk: components["schemas"]["RiskView"] | null;
            }[];
        };
        AcceptRisk: {
            /** @description as the finding names them */
            resources: string[];
            /** @description why it can be lived with */
            reason: string;
            /** @description who answers for it */
            owner: string;
            /**
             * Format: date
             * @description the last day; two years on at most
             */
            until: string;
        };
        AttestCheck: {
            /** @enum {string} */
            answer: "pass" | "fail";
            /** @description who looked */
            by: string;
            /**
             * Format: date
             * @description the day, not in the future
             */
            on: string;
            /** @default 365 */
            validDays: number;
            /**
             * @description what was seen; no secrets
             * @default
             */
            note: string;
        };
        AuditPlanInput: {
            /** @enum {string} */
            every: "never" | "day" | "week";
            /** @description zones.yaml for what is read from connected systems; "" for none */
            zones: string;
        };
        AuditPlanView: {
            /** @enum {string} */
            every: "never" | "day" | "week";
            /** @description zones.yaml for what is read from connected systems; "" for none */
            zones: string;
            nextAt: string | null;
            /** @description why the last one did not come about; "" when it did */
            problem: string;
            /** @description connected systems that tell their configuration */
            systems: string[];
        };
        AuditReach: {
            readonly zones: {
                name: string;
                role: string;
            }[];
            readonly services: string[];
            /** @description witness and rules of one: /reach/cell */
            cells: {
                from: string;
                to: string;
                service: string;
                /** @description null: the zones have no way to each other */
                answer: ("always" | "never" | "conditional") | null;
            }[];
            /** @description the standard questions, as the checks answer them */
            questions: {
                check: string;
                title: string;
                /** @enum {string} */
                status: "fail" | "pass" | "manual" | "not-assessed";
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low" | "info";
            }[];
            /** @description rules that never count; null: no rules were given */
            dead: {
                readonly dead: {
                    file: string;
                    line: number;
                    firewall: string;
                    chain: string;
                    rule: string;
                    /** @enum {string} */
                    kind: "redundant" | "contradicted" | "shadowed" | "impossible";
                    /** @description Rules before it that take all its packets */
                    readonly because: {
                        file: string;
                        line: number;
                        rule: string;
                        /** @enum {string} */
                        does: "accept" | "drop";
                    }[];
                    /** @description It is about signalling or media */
                    telephony: boolean;
                }[];
                rules: number;
                /** @description Chains too large to be looked at as a whole */
                readonly notAnalysed: string[];
            } | null;
        };
        ReachCell: {
            from: string;
            to: string;
            service: string;
            /** @description null: the zones have no way to each other */
            answer: ("always" | "never" | "conditional") | null;
            witness: {
                family: 4 | 6;
                src: string;
                dst: string;
                proto: string;
                sport: number | null;
                dport: number | null;
                icmpType: number | null;
                /** @description null: any that no rule tells apart */
                inInterface: string | null;
                outInterface: string | null;
            } | null;
            readonly decidedBy: {
                file: string;
                line: number;
                rule: string;
                firewall: string;
                chain: string;
                /** @enum {string} */
                does: "accepts" | "drops" | "translates";
            }[];
            readonly path: {
                firewall: string;
                chain: string;
                file: string;
                line: number;
                rule: string;
                does: string;
            }[];
            readonly passes: {
                proto: string | null;
                src: string | null;
                dst: string | null;
                dport: string | null;
                sport: string | null;
                icmpType: string | null;
                inInterface: string | null;
            }[];
            condition: string | null;
        };
        ReachWish: {
            /** @description zone, address, network or any; as sent */
            from: string;
            to: string;
            proto?: string;
            /** @description 5060, 10000-20000 or 5060,5061 */
            port?: string;
            state?: string;
        };
        CloseWish: {
            /** @description zone, address, network or any; as sent */
            from: string;
            to: string;
            proto?: string;
            /** @description 5060, 10000-20000 or 5060,5061 */
            port?: string;
            /** @description addresses and networks that may pass still */
            keep?: string;
        };
        ReachClosing: {
            /**
             * @description For everybody but those who are kept
             * @enum {string}
             */
            before: "always" | "never" | "conditional";
            /**
             * @description With the rules; asked anew of what was written
             * @enum {string}
             */
            after: "always" | "never" | "conditional";
            /** @description Empty where there is nothing to close, or it cannot be closed so: `notes` says which */
            readonly rules: {
                family: 4 | 6;
                firewall: string;
                kind: string;
                file: string;
                chain: string;
                /** @description As they are typed on that firewall */
                readonly commands: string[];
            }[];
            /** @description What the rules change of all traffic */
            changes: {
                same: boolean;
                /** @description May pass now and could not before */
                readonly opened: {
                    family: 4 | 6;
                    /** @description One packet, as sent */
                    witness: {
                        family: 4 | 6;
                        src: string;
                        dst: string;
                        proto: string;
                        sport: number | null;
                        dport: number | null;
                        icmpType: number | null;
                        /** @description null: any that no rule tells apart */
                        inInterface: string | null;
                        outInterface: string | null;
                    };
                    readonly before: {
                        file: string;
                        line: number;
                        rule: string;
                        firewall: string;
                        chain: string;
                        /** @enum {string} */
                        does: "accepts" | "drops" | "translates";
                    }[];
                    readonly after: {
                        file: string;
                        line: number;
                        rule: string;
                        firewall: string;
                        chain: string;
                        /** @enum {string} */
                        does: "accepts" | "drops" | "translates";
                    }[];
                    packets: {
                        readonly boxes: {
                            proto: string | null;
                            src: string | null;
                            dst: string | null;
                            dport: string | null;
                            sport: string | null;
                            icmpType: string | null;
                            inInterface: string | null;
                        }[];
                        complete: boolean;
                    };
                }[];
                /** @description Could pass before and cannot now */
                readonly closed: {
                    family: 4 | 6;
                    /** @description One packet, as sent */
                    witness: {
                        family: 4 | 6;
                        src: string;
                        dst: string;
                        proto: string;
                        sport: number | null;
                        dport: number | null;
                        icmpType: number | null;
                        /** @description null: any that no rule tells apart */
                        inInterface: string | null;
                        outInterface: string | null;
                    };
                    readonly before: {
                        file: string;
                        line: number;
                        rule: string;
                        firewall: string;
                        chain: string;
                        /** @enum {string} */
                        does: "accepts" | "drops" | "translates";
                    }[];
                    readonly after: {
                        file: string;
                        line: number;
                        rule: string;
                        firewall: string;
                        chain: string;
                        /** @enum {string} */
                        does: "accepts" | "drops" | "translates";
                    }[];
                    packets: {
                        readonly boxes: {
                            proto: string | null;
                            src: string | null;
                            dst: string | null;
                            dport: string | null;
                            sport: string | null;
                            icmpType: string | null;
                            inInterface: string | null;
                        }[];
                        complete: boolean;
                    };
                }[];
                readonly notes: string[];
            } | null;
            readonly notes: string[];
        };
        AuditedDevices: {
            devices: {
                name: string;
                vendor: string;
                product: string;
                version: string;
                address: string;
                /**
                 * @description inventory.yaml, a program its configuration names, or as its user agent claims
                 * @enum {string}
                 */
                from: "inventory" | "configuration" | "registration";
                userAgent: string;
                /** @description from outside; null: nobody can tell */
                reachable: boolean | null;
                /** @description false: no advisory here is about such a device; no sign of safety */
                listed: boolean;
                advisories: {
                    id: string;
                    summary: string;
                    severity: string | null;
                    knownExploited: boolean;
                    fixedIn: string | null;
                }[];
                /** @description last day on which its maker mends weaknesses; null: not known */
                supportEnds?: string | null;
                /** @description advisories of which the data cannot tell */
                undecided: number;
            }[];
            /** @description state of the advisories */
            dataDate: string;
            ageDays: number;
        };
        AuditMade: {
            id: string;
        };
        AutomaticAct: {
            id: string;
            /** @description ISO 8601, UTC */
            at: string;
            alert: string;
            incident: string;
            account: string;
            /** @enum {string} */
            kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
            score: number;
            /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
            perMinute: {
                micros: number;
                currency: string;
            };
            /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
            lostSoFar: {
                micros: number;
                currency: string;
            };
            /**
             * @description told people; asks for approval; acted
             * @enum {string}
             */
            step: "notify" | "ask" | "act";
            /** @description nothing was done: it would have been */
            dryRun: boolean;
            /** @description why it is less than the rule says, '' when it is not */
            because: string;
            reasons: string[];
            /** @description in words, a line each */
            what: string[];
            /** @description ids of what was put in force, to undo it by */
            controls: string[];
            /** @description calls cut so far */
            cut: number;
            /** @description what did not succeed, '' when all did */
            problem: string;
        };
        AutomaticActs: {
            acts: components["schemas"]["AutomaticAct"][];
        };
        ByHandGuides: {
            products: {
                id: string;
                name: string;
                steps: {
                    control: string;
                    /** @description in this order */
                    do: string[];
                    /** @description lines to copy and change; '' when there is nothing to type */
                    example: string;
                    /** @description what may go wrong; '' when nothing */
                    caution: string;
                    /** @description the page that says so */
                    source: string;
                }[];
            }[];
        };
        AttestedByHand: {
            /** @description id of the product */
            product: string;
            control: string;
            /**
             * @description what it was done to; '' when to all
             * @default
             */
            account: string;
        };
        CallPage: {
            items: {
                key: string;
                /** @description the PBX’s own */
                id: string;
                startedAt: string;
                account: string;
                /** @enum {string} */
                direction: "outbound" | "inbound" | "internal" | "through";
                from: string;
                /** @description E.164 with + where it could be resolved, else as dialled */
                to: string;
                dialled: string;
                country: string;
                trunk: string;
                billableSeconds: number;
                /** @enum {string} */
                disposition: "answered" | "no-answer" | "busy" | "failed" | "running";
                /** @description null when no rate covers the number */
                cost: {
                    micros: number;
                    currency: string;
                } | null;
                flag: {
                    investigation: string;
                    /** @enum {string} */
                    kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                    reason: string;
                } | null;
            }[];
            nextCursor: string | null;
        };
        CallCount: {
            calls: number;
            /** @description there are more; counting stopped */
            more: boolean;
        };
        CallViews: {
            views: {
                id: string;
                name: string;
                query: string;
            }[];
        };
        LiveView: {
            /** @description ISO 8601, UTC */
            at: string;
            sources: {
                id: string;
                kind: string;
                /** @description null until it is known */
                lost: boolean | null;
                /** @description ISO 8601, UTC */
                since: string;
                reason: string;
            }[];
            calls: {
                /** @description the PBX's own */
                id: string;
                /** @description the connection that tells of it */
                source: string;
                account: string;
                from: string;
                /** @description E.164 with + where it could be resolved */
                to: string;
                dialled: string;
                /** @enum {string} */
                direction: "outbound" | "inbound" | "internal" | "through";
                country: string;
                /** @description ISO 8601, UTC */
                startedAt: string;
                answeredAt: string | null;
                billableSeconds: number;
                /** @description so far; null when no rate covers the number */
                cost: {
                    micros: number;
                    currency: string;
                } | null;
                perMinute: {
                    micros: number;
                    currency: string;
                } | null;
                sourceIp: string;
                /** @description what can be hung up */
                channels: string[];
                /** @description id of the alert it belongs to */
                alert: string | null;
            }[];
            alerts: {
                id: string;
                /** @description alerts of one attack share it */
                incident: string;
                /** @description '' when the site as a whole is attacked */
                account: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                /** @description 0-100: how sure */
                score: number;
                reasons: string[];
                /** @description ISO 8601, UTC */
                began: string;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                perMinute: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                lostSoFar: {
                    micros: number;
                    currency: string;
                };
                /** @description least, likely, most */
                range: {
                    perMinute: {
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        low: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        likely: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        high: {
                            micros: number;
                            currency: string;
                        };
                    };
                    lostSoFar: {
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        low: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        likely: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        high: {
                            micros: number;
                            currency: string;
                        };
                    };
                };
                /** @description bad calls so far */
                calls: number;
                /** @description ids of those still up */
                running: string[];
                channels: string[];
                /** @description addresses the attack came from */
                sources: string[];
                /** @description the narrowest that stops it; its calls are hung up besides */
                stop: {
                    account: string;
                    prefixes: string[];
                    ips: string[];
                };
            }[];
            /** @description of the last day, newest first */
            automatic: components["schemas"]["AutomaticAct"][];
            meter: {
                perMinute: {
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    low: {
                        micros: number;
                        currency: string;
                    };
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    likely: {
                        micros: number;
                        currency: string;
                    };
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    high: {
                        micros: number;
                        currency: string;
                    };
                };
                lostSoFar: {
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    low: {
                        micros: number;
                        currency: string;
                    };
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    likely: {
                        micros: number;
                        currency: string;
                    };
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    high: {
                        micros: number;
                        currency: string;
                    };
                };
                /** @description bad calls still up */
                calls: number;
            };
        };
        HungUp: {
            channels: number;
        };
        ConnectReport: {
            /** @description null with --check */
            id: string | null;
            site: string;
            kind: string;
            product: string;
            capabilities: {
                control: string;
                available: boolean;
                how: string;
                missing?: string;
                undoable: boolean;
                survivesRestart: boolean;
                keepsEmergency: boolean;
            }[];
            reads: string[];
            /** @description lines to put on the system for what is missing */
            paste: string;
        };
        NewConnection: {
            /** @enum {string} */
            kind: "asterisk" | "freepbx" | "kamailio" | "nftables" | "switch" | "files";
            /** @description what the kind wants, as docs/guides say; secrets are sealed and never given back */
            settings: {
                [key: string]: unknown;
            };
        };
        ConnectionView: {
            id: string;
            kind: string;
            /** @description '' while it cannot be used */
            product: string;
            capabilities: {
                control: string;
                available: boolean;
                how: string;
                missing?: string;
                undoable: boolean;
                survivesRestart: boolean;
                keepsEmergency: boolean;
            }[];
            reads: string[];
            /** @description lines to put on the system for what is missing */
            paste: string;
            /** @description address of the system, without user and password */
            where: string;
            /** @description ISO 8601, UTC */
            since: string;
            /** @description it answers now */
            ok: boolean;
            /** @description why it cannot be used now, '' when it can */
            reason: string;
        };
        ConnectionList: {
            connections: components["schemas"]["ConnectionView"][];
        };
        ControlPreview: {
            fraudCalls: number;
            legitimateCalls: number;
            /** @description of the legitimate calls of that time, in thousandths */
            legitimateShare: number;
            /** @description the legitimate calls, newest first, at most 50 */
            hit: {
                id: string;
                /** Format: date-time */
                startedAt: string;
                account: string;
                dialled: string;
                to: string;
                sourceIp: string;
            }[];
        };
        Control: {
            id: string;
            /** @enum {string} */
            kind: "hangup" | "bar-account" | "rotate-secret" | "rotate-admin-secret" | "drop-contact" | "block-destination" | "block-international" | "block-ip" | "shut-trunk" | "port-down" | "quarantine-port" | "change-setting";
            /** @description account, prefix, address, trunk, channel, `file [section] key=value`; empty: all it is about */
            target: string;
            /** @enum {string} */
            state: "planned" | "approved" | "applying" | "in-force" | "drifted" | "expired" | "undone" | "failed";
            /** @description read back from the system and found in force */
            verified: boolean;
            /** @description null: until it is undone */
            expiresAt: string | null;
            /** @description null: could not be told */
            preview: components["schemas"]["ControlPreview"] | null;
            customer: string;
            site: string;
            connection: string;
            summary: string;
            /** @description the exact change, secrets masked; what goes begins with "- " */
            steps: string[];
            /** @description why it wants a typed confirmation */
            risk: string | null;
            undoable: boolean;
            /** @description what it is about to become */
            ending: ("expired" | "undone" | "failed") | null;
            error: string | null;
            automatic: boolean;
            requestedBy: string;
            reason: string;
            approvals: {
                by: string;
                /** Format: date-time */
                at: string;
            }[];
            approvalsNeeded: number;
            /** Format: date-time */
            createdAt: string;
            lastsSeconds: number | null;
        };
        Controls: {
            controls: components["schemas"]["Control"][];
        };
        ContainRequest: {
            /** @default [] */
            accounts: string[];
            /** @default [] */
            prefixes: string[];
            /** @default [] */
            ips: string[];
            /** @default false */
            international: boolean;
            /** @default false */
            lockdown: boolean;
            /**
             * @description any other kind with its target
             * @default []
             */
            others: {
                /** @enum {string} */
                kind: "hangup" | "bar-account" | "rotate-secret" | "rotate-admin-secret" | "drop-contact" | "block-destination" | "block-international" | "block-ip" | "shut-trunk" | "port-down" | "quarantine-port" | "change-setting";
                target: string;
            }[];
            /** @default 86400 */
            lastsSeconds: number;
            /** @default  */
            reason: string;
            /**
             * @description the risk has been read and typed
             * @default false
             */
            confirmEmergencyRisk: boolean;
        };
        DrilledScenario: {
            scenario: string;
            title: string;
            story: string;
            /** @enum {string} */
            kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
            /** @description since the first hostile act; null: not noticed */
            detectedAfterSeconds: number | null;
            lossAtDetection: {
                micros: number;
                currency: string;
            } | null;
            /** @description null: nothing and nobody would have cut it */
            lossAtCutOff: {
                micros: number;
                currency: string;
            } | null;
            cutOffBy: ("policy" | "person") | null;
            /** @description since the first hostile act */
            cutOffAfterSeconds: number | null;
            /** @description what all of it would have cost had nobody noticed */
            lossUnseen: {
                micros: number;
                currency: string;
            };
            lastsSeconds: number;
            alert: {
                account: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                score: number;
                reasons: string[];
            } | null;
            /** @description why, when it was */
            missed: string | null;
        };
        DrillReport: {
            detectedAfterSeconds: number | null;
            lossAtDetection: {
                micros: number;
                currency: string;
            } | null;
            lossAtCutOff: {
                micros: number;
                currency: string;
            } | null;
            missed: {
                scenario: string;
                title: string;
                why: string;
            }[];
            scenarios: components["schemas"]["DrilledScenario"][];
            /**
             * @description what is usual at the site: its own calls, or quiet weeks where it has none
             * @enum {string}
             */
            habits: "stored-calls" | "made-up";
            /** @description stored calls that what is usual was learned from */
            calls: number;
            /** @description priced by the built-in estimate, as the site has no rate deck */
            estimated: boolean;
        };
        Drills: {
            drills: {
                scenario: string;
                title: string;
                story: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                /** @description why calls and sign-ins cannot show it */
                unseen: string | null;
            }[];
        };
        DrillRequest: {
            /**
             * @description none: all that can be seen
             * @default []
             */
            scenarios: string[];
        };
        TestDrillRequest: {
            scenario: string;
            /** @description address:port of a PBX that is there for tests, proven your own */
            testPbx: string;
            /**
             * @default udp
             * @enum {string}
             */
            transport: "udp" | "tcp";
            /** @description of that PBX, which calls */
            account: string;
            /** @description of that account; it is not kept */
            secret: string;
            /**
             * @description place these calls; false: they are only shown
             * @default false
             */
            approve: boolean;
        };
        TestDrillReport: {
            scenario: string;
            title: string;
            /** @description address:port */
            testPbx: string;
            /** @description why the address may be called */
            owned: string;
            account: string;
            /**
             * @description planned: only shown; not-tried: no call was put through
             * @enum {string}
             */
            outcome: "planned" | "detected" | "missed" | "not-tried";
            /** @description '' when detected */
            why: string;
            /** @description from the first INVITE to the alert */
            detectedAfterSeconds: number | null;
            lossAtDetection: {
                micros: number;
                currency: string;
            } | null;
            /** @description until the last call was over */
            lossInAll: {
                micros: number;
                currency: string;
            };
            /** @description priced by the built-in estimate, as the site has no rate deck */
            estimated: boolean;
            /** @description calls that ended before the drill hung them up */
            cutByPbx: number;
            alert: {
                account: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                score: number;
                reasons: string[];
            } | null;
            calls: {
                dialled: string;
                /** @description E.164 */
                number: string;
                /** @description final answer; null: not called, or none came */
                status: number | null;
                /** @description when its first INVITE went out; null: not called */
                startedAt: string | null;
                answeredAt: string | null;
                endedAt: string | null;
                /** @description null: not answered, or the PBX did not confirm the end */
                endedBy: ("drill" | "pbx") | null;
            }[];
        };
        Duties: {
            /** @description DutyFacts: what people said, and what Ringfence knows by itself */
            facts: {
                [key: string]: unknown;
            };
            /** @description facts nobody has said, that Ringfence knows by itself */
            assumed: {
                fact: string;
                because: string;
            }[];
            /** @description in the order to tell */
            due: {
                id: string;
                title: string;
                jurisdiction: string;
                category: string;
                force: string;
                applies: string;
                recipient: string;
                recipients: string[];
                /** @description in the words of the rule */
                deadline: string;
                /** @description null: without delay, or its clock has not started or is not known */
                dueAt: string | null;
                /** @description the last day, where it is counted */
                dueDate: string | null;
                /** @description the act the rule counts from */
                clockFrom: string;
                /** @description the key of the facts that gave it; null: none did */
                clockVia: string | null;
                /** @description what to find out so that the deadline can be counted */
                clockQuestion?: string;
                /** @description of mayBeDue: what settles it */
                question?: string;
                /** @description ids of all questions that settle it */
                asks: string[];
                /** @description of notDue */
                reason?: string;
                /** @description nobody of these may be told earlier; null: not until law enforcement allows it */
                notBefore?: string | null;
                /** @description to be told first */
                after: string[];
                contents: string[];
                citation: string;
                url: string;
                asOf: string;
                /** @description true: check the rule before relying on it */
                unverified: boolean;
                note?: string;
                /** @description given, or decided against */
                settled: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description by counsel */
                signedOff: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description a notice to be completed, with what it must hold */
                draft: string;
            }[];
            mayBeDue: {
                id: string;
                title: string;
                jurisdiction: string;
                category: string;
                force: string;
                applies: string;
                recipient: string;
                recipients: string[];
                /** @description in the words of the rule */
                deadline: string;
                /** @description null: without delay, or its clock has not started or is not known */
                dueAt: string | null;
                /** @description the last day, where it is counted */
                dueDate: string | null;
                /** @description the act the rule counts from */
                clockFrom: string;
                /** @description the key of the facts that gave it; null: none did */
                clockVia: string | null;
                /** @description what to find out so that the deadline can be counted */
                clockQuestion?: string;
                /** @description of mayBeDue: what settles it */
                question?: string;
                /** @description ids of all questions that settle it */
                asks: string[];
                /** @description of notDue */
                reason?: string;
                /** @description nobody of these may be told earlier; null: not until law enforcement allows it */
                notBefore?: string | null;
                /** @description to be told first */
                after: string[];
                contents: string[];
                citation: string;
                url: string;
                asOf: string;
                /** @description true: check the rule before relying on it */
                unverified: boolean;
                note?: string;
                /** @description given, or decided against */
                settled: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description by counsel */
                signedOff: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description a notice to be completed, with what it must hold */
                draft: string;
            }[];
            notDue: {
                id: string;
                title: string;
                jurisdiction: string;
                category: string;
                force: string;
                applies: string;
                recipient: string;
                recipients: string[];
                /** @description in the words of the rule */
                deadline: string;
                /** @description null: without delay, or its clock has not started or is not known */
                dueAt: string | null;
                /** @description the last day, where it is counted */
                dueDate: string | null;
                /** @description the act the rule counts from */
                clockFrom: string;
                /** @description the key of the facts that gave it; null: none did */
                clockVia: string | null;
                /** @description what to find out so that the deadline can be counted */
                clockQuestion?: string;
                /** @description of mayBeDue: what settles it */
                question?: string;
                /** @description ids of all questions that settle it */
                asks: string[];
                /** @description of notDue */
                reason?: string;
                /** @description nobody of these may be told earlier; null: not until law enforcement allows it */
                notBefore?: string | null;
                /** @description to be told first */
                after: string[];
                contents: string[];
                citation: string;
                url: string;
                asOf: string;
                /** @description true: check the rule before relying on it */
                unverified: boolean;
                note?: string;
                /** @description given, or decided against */
                settled: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description by counsel */
                signedOff: {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    note: string;
                    at: string;
                    by: {
                        id: string;
                        name: string;
                    };
                } | null;
                /** @description a notice to be completed, with what it must hold */
                draft: string;
            }[];
            /** @description the role first, then by how many obligations an answer settles */
            questions: {
                id: string;
                question: string;
                settles: number;
            }[];
            holds: {
                by: string;
                until: string | null;
                text: string;
            }[];
            notice: string;
            zone: string;
            /** @description id of the notice to give next */
            next: string | null;
        };
        FirmwareTargetInput: {
            /** @description as the newest audit names it */
            vendor: string;
            product: string;
            /** @description as the device shows it */
            version: string;
            /**
             * @description the last day, not past; null: none
             * @default null
             */
            due: string | null;
        };
        FirmwareTargets: {
            /** @description the newest, whose devices are counted; null: none was made */
            audit: {
                id: string;
                at: string;
            } | null;
            targets: {
                /** @description as the newest audit names it */
                vendor: string;
                product: string;
                /** @description as the device shows it */
                version: string;
                due: string | null;
                id: string;
                /** @description who set it */
                by: string;
                at: string;
                /** @description of this model, as the newest audit saw them */
                devices: number;
                /** @description of them, with this version or a later one */
                reached: number;
                below: number;
                /** @description of them, with a version that cannot be compared; never counted as reached */
                unknown: number;
                overdue: boolean;
            }[];
        };
        IncidentList: {
            incidents: {
                id: string;
                title: string;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                /** @enum {string} */
                state: "open" | "contained" | "recovering" | "closed";
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low";
                owner: {
                    id: string;
                    name: string;
                } | null;
                /** @description ISO 8601, UTC */
                began: string;
                /** @description ISO 8601, UTC */
                openedAt: string;
                closedAt: string | null;
                accounts: string[];
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                exposure: {
                    micros: number;
                    currency: string;
                };
            }[];
        };
        IncidentView: {
            id: string;
            title: string;
            /** @enum {string} */
            kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
            /** @enum {string} */
            state: "open" | "contained" | "recovering" | "closed";
            /** @enum {string} */
            severity: "critical" | "high" | "medium" | "low";
            owner: {
                id: string;
                name: string;
            } | null;
            /** @description ISO 8601, UTC */
            began: string;
            /** @description ISO 8601, UTC */
            openedAt: string;
            closedAt: string | null;
            accounts: string[];
            /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
            exposure: {
                micros: number;
                currency: string;
            };
            customer: string;
            site: string;
            /** @description the site's, IANA */
            zone: string;
            openedBy: {
                id: string;
                name: string;
            };
            /** @enum {string} */
            openedFrom: "person" | "verdict" | "alert";
            /** @description what was said when it was opened */
            words: string;
            /**
             * @description losing: bad calls are up or were when the records ended; unclear: not contained, no call is seen
             * @enum {string}
             */
            condition: "losing" | "unclear" | "contained" | "safe";
            /** @description lost now; null when the site is not followed and no records say so */
            perMinute: {
                micros: number;
                currency: string;
            } | null;
            lost: {
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                low: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                likely: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                high: {
                    micros: number;
                    currency: string;
                };
            };
            steps: {
                number: number;
                title: string;
                tasks: {
                    id: string;
                    step: number;
                    title: string;
                    why: string;
                    /** @description exact commands, ours and those by hand */
                    how: string;
                    /** @enum {string} */
                    who: "anyone" | "technician" | "manager" | "finance" | "legal";
                    /** @enum {string} */
                    mode: "manual" | "approval" | "automatic";
                    /** @description what Ringfence can put in force for it */
                    control: string | null;
                    /** @description what shows that it was done */
                    evidence: string;
                    /**
                     * @description open: it is not known whether it applies; not: it does not
                     * @enum {string}
                     */
                    stand: "done" | "begin" | "waiting" | "open" | "not";
                    /** @description what to answer while it is open */
                    question: {
                        fact: string;
                        text: string;
                    } | null;
                    /** @description what a person attested */
                    settled: {
                        /** @enum {string} */
                        status: "done" | "not-applicable";
                        by: {
                            id: string;
                            name: string;
                        };
                        /** @description ISO 8601, UTC */
                        at: string;
                        note: string;
                    } | null;
                    /** @description what Ringfence sees by itself; null where only people can say */
                    checked: {
                        done: boolean;
                        says: string;
                    } | null;
                    assignee: {
                        id: string;
                        name: string;
                    } | null;
                    due: string | null;
                    waitsFor: string[];
                    files: {
                        name: string;
                        sha256: string;
                        bytes: number;
                        /** @description ISO 8601, UTC */
                        at: string;
                        by: {
                            id: string;
                            name: string;
                        };
                    }[];
                }[];
            }[];
            facts: {
                fact: string;
                text: string;
                value: boolean | null;
                from: ("person" | "state") | null;
            }[];
            next: {
                /** @enum {string} */
                kind: "task" | "question" | "state" | "gate";
                text: string;
                step: number | null;
                task: string | null;
                fact: string | null;
                to: ("open" | "contained" | "recovering" | "closed") | null;
            } | null;
            /** @description states it can go to, and what stands in the way of each */
            moves: {
                /** @enum {string} */
                to: "open" | "contained" | "recovering" | "closed";
                hindrances: string[];
            }[];
            gates: {
                /** @enum {string} */
                id: "still-going-on" | "root-cause" | "firmware" | "billing" | "open-ports" | "other-accounts" | "open-tasks";
                title: string;
                satisfied: boolean;
                reason: string;
                toDo: string;
                step: number;
                override: {
                    askedBy: {
                        id: string;
                        name: string;
                    };
                    /** @description ISO 8601, UTC */
                    askedAt: string;
                    reason: string;
                    /** @description null while it waits for a second person */
                    by: {
                        id: string;
                        name: string;
                    } | null;
                    at: string | null;
                } | null;
            }[];
            cause: {
                /** @enum {string} */
                cause: "guessed-password" | "reused-or-default-password" | "exposed-administration" | "unpatched-software" | "stolen-trunk-credentials" | "voicemail-or-dial-through" | "leaked-configuration" | "insider" | "other";
                text: string;
                by: {
                    id: string;
                    name: string;
                };
                /** @description ISO 8601, UTC */
                at: string;
            } | null;
            reconciled: {
                invoice: string;
                matched: number;
                providerOnly: number;
                pbxOnly: number;
                differences: number;
                /** @description to be asked back */
                disputed: {
                    micros: number;
                    currency: string;
                };
                /** @description ISO 8601, UTC */
                at: string;
                /** @description lines of days without call records */
                uncovered: number;
                /** @description lines for calls an intruder placed */
                unauthorised: number;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                unauthorisedAmount: {
                    micros: number;
                    currency: string;
                };
                /** @description the whole invoice; null when only figures were written down */
                total: {
                    micros: number;
                    currency: string;
                } | null;
                sums: {
                    class: string;
                    lines: number;
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    amount: {
                        micros: number;
                        currency: string;
                    };
                    /** @description charged too much */
                    disputed: {
                        micros: number;
                        currency: string;
                    };
                }[];
                /** @description line by line under reconciliation */
                detailed: boolean;
            } | null;
            disputes: {
                /** @enum {string} */
                status: "sent" | "acknowledged" | "credited" | "refused";
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                amount: {
                    micros: number;
                    currency: string;
                };
                note: string;
                /** @description ISO 8601, UTC */
                at: string;
                by: {
                    id: string;
                    name: string;
                };
            }[];
            /** @description the legal hold that is on: nothing of the incident can be deleted */
            hold: {
                reason: string;
                by: {
                    id: string;
                    name: string;
                };
                /** @description ISO 8601, UTC */
                at: string;
            } | null;
            /** @description notices by law and contract; null while nobody was asked what decides them */
            duties: {
                due: number;
                left: number;
                open: number;
            } | null;
            /** @description what the disputes add up to, by currency */
            claims: {
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                asked: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                credited: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                refused: {
                    micros: number;
                    currency: string;
                };
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                open: {
                    micros: number;
                    currency: string;
                };
            }[];
            milestones: {
                /** @enum {string} */
                id: "first-sign" | "first-alert" | "first-act" | "contained" | "recovered";
                at: string | null;
                lost: {
                    micros: number;
                    currency: string;
                } | null;
            }[];
            recovered: {
                /** @enum {string} */
                id: "documentation" | "controls" | "monitoring" | "authentication" | "visibility";
                title: string;
                before: string;
                after: string;
                better: boolean;
            }[];
            investigations: {
                id: string;
                /** @enum {string} */
                verdict: "breach" | "suspicious" | "clear";
                ongoing: boolean;
            }[];
            /** @description addresses it came from */
            sources: string[];
            /** @description prefixes that were called, dearest first */
            destinations: string[];
            /** @description when the last entry was written; reports are dated by it */
            changedAt: string;
            /** @description systems of the site that Ringfence reads or acts on */
            connections: number;
            /** @description grows with every change */
            entries: number;
        };
        Timeline: {
            items: {
                id: string;
                /** @description ISO 8601, UTC */
                at: string;
                /** @enum {string} */
                kind: "call" | "sign-in" | "alert" | "control" | "notice" | "task" | "note" | "file" | "state" | "act";
                title: string;
                detail: string;
                by: {
                    id: string;
                    name: string;
                } | null;
                pinned: boolean;
            }[];
            zone: string;
            /** @description older ones that were left out */
            left: number;
        };
        IncidentOpened: {
            id: string;
        };
        Mark: {
            id: string;
            /** @enum {string} */
            says: "us" | "them";
            /** @enum {string} */
            what: "call" | "number" | "prefix" | "account" | "account-hour";
            value: string;
            hour?: number;
            madeAt: string;
            madeBy: string;
            takenBackAt: string | null;
        };
        AccountWeek: {
            /** @description not flagged, all weeks added up */
            usual: number[];
            flagged: number[];
            /** @description 0: no calls are kept of this account yet */
            weeks: number;
        };
        Started: {
            id: string;
        };
        InvestigationPage: {
            items: {
                id: string;
                customer: string;
                site: string;
                title: string;
                createdAt: string;
                createdBy: string;
                /** @enum {string} */
                status: "waiting" | "running" | "done" | "failed";
                error: {
                    code: string;
                    message: string;
                    remedy: string;
                } | null;
                files: {
                    name: string;
                    bytes: number;
                    sha256: string;
                }[];
                verdict: ("breach" | "suspicious" | "clear") | null;
                ongoing: boolean;
                headline: string;
                began: string | null;
                likely: {
                    micros: number;
                    currency: string;
                } | null;
                progress: {
                    /** @enum {string} */
                    phase: "waiting" | "reading" | "judging" | "writing" | "done" | "failed";
                    bytesRead: number;
                    bytesTotal: number;
                    rows: number;
                    calls: number;
                    rejected: number;
                    etaSeconds: number | null;
                };
            }[];
            nextCursor: string | null;
        };
        FlaggedCallPage: {
            items: {
                id: string;
                startedAt: string;
                account: string;
                from: string;
                /** @description E.164 with +, or as dialled when it could not be resolved */
                to: string;
                dialled: string;
                /** @enum {string} */
                direction: "outbound" | "inbound" | "internal" | "through";
                billableSeconds: number;
                /** @description null when no rate covers the number */
                cost: {
                    micros: number;
                    currency: string;
                } | null;
                /** @enum {string} */
                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                signals: string[];
                reason: string;
            }[];
            total: number;
            nextCursor: string | null;
        };
        InvoiceMapping: {
            columns: {
                /** @description header of the column in the file */
                line_id?: string;
                start_time: string;
                /** @description header of the column in the file */
                from?: string;
                to: string;
                /** @description header of the column in the file */
                duration_seconds?: string;
                billed_seconds: string;
                amount: string;
                /** @description header of the column in the file */
                currency?: string;
                /** @description header of the column in the file */
                description?: string;
            };
            /**
             * @default point
             * @enum {string}
             */
            decimal: "point" | "comma";
            /**
             * @default ymd
             * @enum {string}
             */
            dates: "ymd" | "dmy" | "mdy";
            /**
             * @description negated: charges are negative in the file
             * @default as-written
             * @enum {string}
             */
            amounts: "as-written" | "negated";
            /** @description IANA, of times without offset; UTC when not given */
            timezone?: string;
            /** @description ISO 4217, where the file has no such column */
            currency?: string;
        };
        InvoicePreview: {
            header: string[];
            /** @description the first lines, as they are */
            rows: string[][];
            /** @description as given, or as guessed */
            mapping: {
                columns: {
                    /** @description header of the column in the file */
                    line_id?: string;
                    start_time?: string;
                    /** @description header of the column in the file */
                    from?: string;
                    to?: string;
                    /** @description header of the column in the file */
                    duration_seconds?: string;
                    billed_seconds?: string;
                    amount?: string;
                    /** @description header of the column in the file */
                    currency?: string;
                    /** @description header of the column in the file */
                    description?: string;
                };
                /**
                 * @default point
                 * @enum {string}
                 */
                decimal: "point" | "comma";
                /**
                 * @default ymd
                 * @enum {string}
                 */
                dates: "ymd" | "dmy" | "mdy";
                /**
                 * @description negated: charges are negative in the file
                 * @default as-written
                 * @enum {string}
                 */
                amounts: "as-written" | "negated";
                /** @description IANA, of times without offset; UTC when not given */
                timezone?: string;
                /** @description ISO 4217, where the file has no such column */
                currency?: string;
            };
            /** @description the first lines, as they were understood */
            lines: {
                id: string;
                startedAt: string | null;
                from: string;
                to: string;
                billedSeconds: number;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                amount: {
                    micros: number;
                    currency: string;
                };
            }[];
            /** @description of the lines that were sent */
            rejected: number;
            /** @description the first of them */
            rejects: {
                line: number;
                reason: string;
            }[];
            /** @description why it cannot be read like this */
            problem: string | null;
        };
        ReconciledSummary: {
            /** @description invoice lines that agree with a call in everything */
            matched: number;
            /** @description charged too much, in the currency of the deck */
            disputed: {
                micros: number;
                currency: string;
            };
            /** @description false: there is no deck, so no price was compared */
            priced: boolean;
            /** @description the same in other currencies */
            disputedElsewhere: {
                micros: number;
                currency: string;
            }[];
            findings: {
                /** @enum {string} */
                kind: "trunk-credentials" | "misbilling";
                title: string;
                reason: string;
                lines: number;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                amount: {
                    micros: number;
                    currency: string;
                };
                began: string;
                ended: string;
                /** @description the ten most expensive */
                numbers: string[];
            }[];
            /** @description items of each class */
            classes: {
                [key: string]: number;
            };
            /** @description micro-units; byClass and otherCharges add up to invoice */
            totals: {
                currency: string;
                invoice: number;
                otherCharges: number;
                byClass: {
                    [key: string]: number;
                };
                /** @description charged too much, by class */
                disputed: {
                    [key: string]: number;
                };
                /** @description besides: charged rightly for unauthorised calls */
                unauthorised: number;
            }[];
            /** @description how far the clock of the invoice is ahead of that of the records */
            clock: {
                /** @enum {string} */
                times: "answer" | "start";
                shiftMinutes: number[];
                skewSeconds: number;
            };
            input: {
                invoiceLines: number;
                calls: number;
                /** @description unbilled calls of days the invoice does not span; not judged */
                outsidePeriod: number;
                rejected: number;
                /** @description the first 1,000 */
                rejects: {
                    file: string;
                    line: number;
                    reason: string;
                }[];
            };
            invoice: string;
            at: string;
            /** @description lines of days the stored calls do not reach to */
            uncovered: number;
            /** @description lines of each list */
            lists: {
                [key: string]: number;
            };
        };
        ReconciledLine: {
            key: string;
            invoiceLine: string | null;
            callId: string | null;
            startedAt: string | null;
            account: string | null;
            to: string;
            seconds: number | null;
            invoiced: {
                micros: number;
                currency: string;
            } | null;
            expected: {
                micros: number;
                currency: string;
            } | null;
            /** @description charged too much */
            delta: {
                micros: number;
                currency: string;
            } | null;
            /** @description false: the call records do not reach to that time */
            covered: boolean;
        };
        ReconciledLines: {
            items: components["schemas"]["ReconciledLine"][];
            total: number;
        };
        LedgerLine: {
            seq: number;
            at: string;
            /** @description `*`: the house, or nobody known */
            customer: string;
            site: string | null;
            /** @description a person’s id, `token:<id>` or `system:<name>` */
            actor: string;
            actorName: string | null;
            action: string;
            subject: string;
            subjectName: string | null;
            detail: {
                [key: string]: unknown;
            };
            hash: string;
        };
        NoticePlanView: {
            plan: {
                contacts: {
                    id: string;
                    name: string;
                    /** @enum {string} */
                    stakeholder: "it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom";
                    /** @description to call by hand, from a phone that is not of this site */
                    phone?: string;
                    /** @description the first is used; the next when it fails */
                    ways: {
                        /** @description id of a channel of the site */
                        channel: string;
                        /** @description mail address or number there; empty when the channel has one receiver */
                        to: string;
                    }[];
                }[];
                matrix: {
                    [key: string]: ("first-hour" | "update" | "closure")[];
                };
                /** @description while nobody has acknowledged the first notice */
                escalation: {
                    afterMinutes: number;
                    to: ("it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom")[];
                }[];
                /** @description an update is due again after */
                updateMinutes: {
                    [key: string]: number;
                };
                /** @description updates and closures wait meanwhile, by the site's clock; first notices never do */
                quiet: {
                    from: string;
                    to: string;
                } | null;
                /** @description numbers that ring on the PBX of this site */
                ownNumbers: string[];
                /** @description instead of the built-in ones */
                templates: {
                    [key: string]: {
                        subject: string;
                        body: string;
                    };
                };
            };
            /** @description 0 while nobody has planned anything: then the plan is the usual one */
            revision: number;
            warnings: {
                contact: string;
                text: string;
            }[];
            /** @description words for templates, and what they stand for */
            placeholders: {
                [key: string]: string;
            };
            builtIn: {
                [key: string]: {
                    subject: string;
                    body: string;
                };
            };
        };
        ChannelView: {
            id: string;
            /** @enum {string} */
            kind: "smtp" | "webhook" | "slack" | "teams" | "pagerduty" | "sms";
            name: string;
            /** @description host it ends at */
            where: string;
        };
        ChannelList: {
            channels: components["schemas"]["ChannelView"][];
        };
        ChannelTested: {
            ok: boolean;
            /** @description what the receiver said, or why it failed */
            text: string;
        };
        NoticeView: {
            id: string;
            /** @enum {string} */
            stage: "first-hour" | "update" | "closure" | "escalation" | "reminder" | "test" | "drift" | "deadline" | "spend" | "firmware";
            /** @enum {string} */
            stakeholder: "it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom";
            contact: string;
            name: string;
            /** @description kind of the channel; '' when there is none */
            channel: string;
            /** @enum {string} */
            state: "waiting" | "sending" | "sent" | "failed";
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            dueAt: string;
            sentAt: string | null;
            acknowledgedAt: string | null;
            error: string;
            subject: string;
            text: string;
        };
        IncidentNotices: {
            /** @description newest first */
            notices: components["schemas"]["NoticeView"][];
            /** @description null while nobody was told */
            telling: {
                /** @description the state in one line */
                line: string;
                /** @enum {string} */
                severity: "critical" | "high" | "medium" | "low";
                /** Format: date-time */
                firstAt: string;
                nextUpdateAt: string | null;
                acknowledgedAt: string | null;
                closedAt: string | null;
                /** @description steps taken */
                escalated: number;
                data: ("cdr" | "names-and-numbers" | "voicemail" | "recordings" | "payment-card" | "health" | "credentials" | "government-id")[];
            } | null;
        };
        NoticePreview: {
            drafts: {
                contact: string;
                name: string;
                /** @enum {string} */
                stakeholder: "it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom";
                channel: string;
                to: string;
                subject: string;
                text: string;
                warnings: string[];
            }[];
        };
        NoticesQueued: {
            queued: components["schemas"]["NoticeView"][];
        };
        AcknowledgementView: {
            line: string;
            name: string;
            acknowledgedAt: string | null;
        };
        Person: {
            id: string;
            name: string;
            email: string;
            /** @description whose person this is; null: of the house */
            customer: string | null;
            grants: components["schemas"]["Grant"][];
            /** @enum {string} */
            standing: "invited" | "active" | "deactivated";
            createdAt: string;
            lastSeenAt: string | null;
            /** @description when their one-time link ends */
            invitedUntil: string | null;
        };
        Invited: {
            person: components["schemas"]["Person"];
            /** @description path of the one-time link, to be put behind the address of the console */
            link: string;
            expiresAt: string;
        };
        PolicyView: {
            /** @description with everything filled in that is not written */
            policy: {
                /**
                 * @description the most that may happen by itself
                 * @default act
                 * @enum {string}
                 */
                mode: "off" | "notify" | "ask" | "act";
                /**
                 * @description only write down what would have been done
                 * @default false
                 */
                dryRun: boolean;
                /**
                 * @description the strongest that fits decides
                 * @default [
                 *       {
                 *         "do": "notify",
                 *         "score": 0
                 *       },
                 *       {
                 *         "do": "ask",
                 *         "score": 80
                 *       },
                 *       {
                 *         "do": "act",
                 *         "score": 80,
                 *         "kinds": [
                 *           "irsf",
                 *           "call-forward",
                 *           "voicemail-or-disa",
                 *           "domestic-pumping",
                 *           "brute-force",
                 *           "prefix-scan",
                 *           "admin-compromise",
                 *           "subscription"
                 *         ]
                 *       }
                 *     ]
                 */
                rules: {
                    /**
                     * @description notify: tell people; ask: propose it; act: do it, and tell
                     * @enum {string}
                     */
                    do: "notify" | "ask" | "act";
                    /**
                     * @description how sure at least, 0-100
                     * @default 0
                     */
                    score: number;
                    /** @description likely loss a minute of the calls in progress, at least, in the site's currency */
                    perMinute?: string;
                    /** @description likely loss so far, at least, in the site's currency */
                    lost?: string;
                    /** @description only these; all when left out */
                    kinds?: ("irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other")[];
                    /**
                     * @description only while the site is open for business, or closed
                     * @enum {string}
                     */
                    hours?: "open" | "closed";
                }[];
                /**
                 * @description accounts, E.164 prefixes and addresses of which people are only told
                 * @default []
                 */
                quiet: string[];
                /**
                 * @default {
                 *       "accounts": 5,
                 *       "trunks": 0,
                 *       "share": 20
                 *     }
                 */
                limits: {
                    /**
                     * @description barred automatically at once
                     * @default 5
                     */
                    accounts: number;
                    /**
                     * @description shut automatically at once
                     * @default 0
                     */
                    trunks: number;
                    /**
                     * @description percent of the normal calls of the last weeks one act may hit
                     * @default 20
                     */
                    share: number;
                };
                /**
                 * @description how long what was done stays in force: 30m, 24h, 7d
                 * @default 24h
                 */
                lasts: string;
                /**
                 * @description people who must approve what is not automatic
                 * @default 1
                 */
                approvals: number;
            };
            /** @description false: the site has the policy that comes along */
            written: boolean;
        };
        /** @description What Ringfence does by itself at this site, and how far it may go */
        PolicyChange: {
            /**
             * @description the most that may happen by itself
             * @default act
             * @enum {string}
             */
            mode: "off" | "notify" | "ask" | "act";
            /**
             * @description only write down what would have been done
             * @default false
             */
            dryRun: boolean;
            /**
             * @description the strongest that fits decides
             * @default [
             *       {
             *         "do": "notify",
             *         "score": 0
             *       },
             *       {
             *         "do": "ask",
             *         "score": 80
             *       },
             *       {
             *         "do": "act",
             *         "score": 80,
             *         "kinds": [
             *           "irsf",
             *           "call-forward",
             *           "voicemail-or-disa",
             *           "domestic-pumping",
             *           "brute-force",
             *           "prefix-scan",
             *           "admin-compromise",
             *           "subscription"
             *         ]
             *       }
             *     ]
             */
            rules: {
                /**
                 * @description notify: tell people; ask: propose it; act: do it, and tell
                 * @enum {string}
                 */
                do: "notify" | "ask" | "act";
                /**
                 * @description how sure at least, 0-100
                 * @default 0
                 */
                score: number;
                /** @description likely loss a minute of the calls in progress, at least, in the site's currency */
                perMinute?: string;
                /** @description likely loss so far, at least, in the site's currency */
                lost?: string;
                /** @description only these; all when left out */
                kinds?: ("irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other")[];
                /**
                 * @description only while the site is open for business, or closed
                 * @enum {string}
                 */
                hours?: "open" | "closed";
            }[];
            /**
             * @description accounts, E.164 prefixes and addresses of which people are only told
             * @default []
             */
            quiet: string[];
            /**
             * @default {
             *       "accounts": 5,
             *       "trunks": 0,
             *       "share": 20
             *     }
             */
            limits: {
                /**
                 * @description barred automatically at once
                 * @default 5
                 */
                accounts: number;
                /**
                 * @description shut automatically at once
                 * @default 0
                 */
                trunks: number;
                /**
                 * @description percent of the normal calls of the last weeks one act may hit
                 * @default 20
                 */
                share: number;
            };
            /**
             * @description how long what was done stays in force: 30m, 24h, 7d
             * @default 24h
             */
            lasts: string;
            /**
             * @description people who must approve what is not automatic
             * @default 1
             */
            approvals: number;
        };
        DeckMapping: {
            columns: {
                prefix: string;
                rate_per_minute: string;
                /** @description header of the column in the file */
                description?: string;
                /** @description header of the column in the file */
                connection_fee?: string;
                /** @description header of the column in the file */
                initial_increment?: string;
                /** @description header of the column in the file */
                recurring_increment?: string;
                /** @description header of the column in the file */
                currency?: string;
                /** @description header of the column in the file */
                effective_from?: string;
                /** @description header of the column in the file */
                minimum_charge?: string;
            };
            /**
             * @default point
             * @enum {string}
             */
            decimal: "point" | "comma";
            /**
             * @default ymd
             * @enum {string}
             */
            dates: "ymd" | "dmy" | "mdy";
            /**
             * @default minute
             * @enum {string}
             */
            ratePer: "minute" | "second";
            /** @description ISO 4217, where the file has no such column */
            currency?: string;
            /**
             * Format: date
             * @description from this day, where the file says nothing
             */
            effectiveFrom?: string;
        };
        DeckSummary: {
            rows: number;
            prefixes: number;
            currency: string;
            /** @description rows that are not in force yet */
            ahead: number;
            /** @description when the next of them comes into force */
            nextChange: string | null;
        };
        SiteRates: {
            /** @description null: the built-in estimate */
            deck: components["schemas"]["DeckSummary"] | null;
        };
        DeckPreview: {
            header: string[];
            /** @description the first lines, as they are */
            rows: string[][];
            /** @description as given, or as guessed */
            mapping: {
                columns: {
                    prefix?: string;
                    rate_per_minute?: string;
                    /** @description header of the column in the file */
                    description?: string;
                    /** @description header of the column in the file */
                    connection_fee?: string;
                    /** @description header of the column in the file */
                    initial_increment?: string;
                    /** @description header of the column in the file */
                    recurring_increment?: string;
                    /** @description header of the column in the file */
                    currency?: string;
                    /** @description header of the column in the file */
                    effective_from?: string;
                    /** @description header of the column in the file */
                    minimum_charge?: string;
                };
                /**
                 * @default point
                 * @enum {string}
                 */
                decimal: "point" | "comma";
                /**
                 * @default ymd
                 * @enum {string}
                 */
                dates: "ymd" | "dmy" | "mdy";
                /**
                 * @default minute
                 * @enum {string}
                 */
                ratePer: "minute" | "second";
                /** @description ISO 4217, where the file has no such column */
                currency?: string;
                /**
                 * Format: date
                 * @description from this day, where the file says nothing
                 */
                effectiveFrom?: string;
            };
            /** @description null: it cannot be read like this */
            deck: components["schemas"]["DeckSummary"] | null;
            /** @description the first rates, as they were understood */
            rates: {
                prefix: string;
                description: string;
                /** @description exact decimal of the currency */
                perMinute: string;
                connectionFee: string;
                /** @description seconds */
                initialIncrement: number;
                /** @description seconds */
                recurringIncrement: number;
                /** @description null: always */
                effectiveFrom: string | null;
            }[];
            rejected: number;
            /** @description the first of them */
            rejects: {
                line: number;
                reason: string;
            }[];
            /** @description why it cannot be read like this */
            problem: string | null;
        };
        RateTrial: {
            /** @description null: this is no number outside the site */
            e164: string | null;
            kind: string;
            country: string;
            /** @enum {string} */
            risk: "low" | "medium" | "high";
            /** @description by the built-in estimate: the site has no deck */
            estimated: boolean;
            /** @description null: no rate covers it */
            rate: {
                prefix: string;
                description: string;
                /** @description exact decimal of the currency */
                perMinute: string;
                connectionFee: string;
                /** @description seconds */
                initialIncrement: number;
                /** @description seconds */
                recurringIncrement: number;
                /** @description null: always */
                effectiveFrom: string | null;
            } | null;
            billedSeconds: number;
            cost: {
                micros: number;
                currency: string;
            } | null;
            lowest: {
                micros: number;
                currency: string;
            } | null;
            highest: {
                micros: number;
                currency: string;
            } | null;
        };
        RetentionView: {
            /** @description it is deleted every day without being asked */
            automatic: boolean;
            items: {
                /** @enum {string} */
                what: "calls" | "investigations" | "audits";
                /** @description null: kept until somebody deletes it */
                days: number | null;
                /** @description what is older is past its time */
                before: string | null;
                /** @description past their time now */
                count: number;
                oldest: string | null;
            }[];
            /** @description while there are any, nothing of the site is deleted */
            stops: {
                incident: string;
                title: string;
                /** @enum {string} */
                why: "open" | "legal-hold";
            }[];
        };
        DetectionRule: {
            id: string;
            title: string;
            /** @enum {string} */
            kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
            /** @description in plain words */
            looksFor: string;
            /** @description what to do when it speaks */
            triage: string;
            /** @description whose events it counts together */
            by: string;
            /** @description how long it looks back: 24h */
            window: string;
            /** @description it looks at sign-ins, not at calls */
            signIns: boolean;
            /** @description as the engine reads it */
            exact: {
                where: string;
                when: string;
                weight: string;
            };
            on: boolean;
            /** @description the site has set it otherwise than it comes */
            changed: boolean;
            limits: {
                name: string;
                /** @description what it counts, in plain words */
                says: string;
                /** @description what it is where the site says nothing */
                is: number;
                from: number;
                to: number;
                /** @description what it is at this site */
                value: number;
            }[];
            /** @description events of the proof on which it must speak */
            fires: number;
            /** @description events of the proof on which it must not */
            quiet: number;
        };
        SiteRules: {
            rules: components["schemas"]["DetectionRule"][];
        };
        RuleProof: {
            fires: {
                holds: boolean;
                /** @description how often it spoke */
                spoke: number;
                events: {
                    at: string;
                    account: string;
                    /** @description a call, which way, or a sign-in */
                    what: string;
                    /** @description the number at the other end, or the address that signed in */
                    other: string;
                    seconds: number;
                }[];
            };
            quiet: {
                holds: boolean;
                /** @description how often it spoke */
                spoke: number;
                events: {
                    at: string;
                    account: string;
                    /** @description a call, which way, or a sign-in */
                    what: string;
                    /** @description the number at the other end, or the address that signed in */
                    other: string;
                    seconds: number;
                }[];
            };
        };
        RulesTrial: {
            /** @description what the site would set; what is left out is as the rule comes */
            rules: {
                [key: string]: {
                    /** @default true */
                    on: boolean;
                    /** @default {} */
                    limits: {
                        [key: string]: number;
                    };
                };
            };
        };
        RulesReplay: {
            id: string;
            /** @enum {string} */
            state: "running" | "done" | "failed";
            /** @description 0 to 1, how much of the work is done */
            share: number;
            difference: {
                /** @description the first call that was looked at; null: there are none */
                from: string | null;
                to: string | null;
                calls: number;
                signIns: number;
                change: {
                    verdict: {
                        /** @enum {string} */
                        before: "breach" | "suspicious" | "clear";
                        /** @enum {string} */
                        after: "breach" | "suspicious" | "clear";
                    };
                    likely: {
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        before: {
                            micros: number;
                            currency: string;
                        };
                        /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                        after: {
                            micros: number;
                            currency: string;
                        };
                    };
                    flagged: {
                        before: number;
                        after: number;
                    };
                    accountsAdded: string[];
                    accountsRemoved: string[];
                    callsAdded: number;
                    callsRemoved: number;
                };
                /** @description flagged with the new settings alone */
                newly: {
                    total: number;
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    cost: {
                        micros: number;
                        currency: string;
                    };
                    /** @description the first 200 */
                    calls: {
                        id: string;
                        startedAt: string;
                        account: string;
                        from: string;
                        /** @description E.164 with +, or as dialled when it could not be resolved */
                        to: string;
                        dialled: string;
                        /** @enum {string} */
                        direction: "outbound" | "inbound" | "internal" | "through";
                        billableSeconds: number;
                        /** @description null when no rate covers the number */
                        cost: {
                            micros: number;
                            currency: string;
                        } | null;
                        /** @enum {string} */
                        kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                        signals: string[];
                        reason: string;
                    }[];
                };
                /** @description flagged with the old settings alone */
                noLonger: {
                    total: number;
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    cost: {
                        micros: number;
                        currency: string;
                    };
                    /** @description the first 200 */
                    calls: {
                        id: string;
                        startedAt: string;
                        account: string;
                        from: string;
                        /** @description E.164 with +, or as dialled when it could not be resolved */
                        to: string;
                        dialled: string;
                        /** @enum {string} */
                        direction: "outbound" | "inbound" | "internal" | "through";
                        billableSeconds: number;
                        /** @description null when no rate covers the number */
                        cost: {
                            micros: number;
                            currency: string;
                        } | null;
                        /** @enum {string} */
                        kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                        signals: string[];
                        reason: string;
                    }[];
                };
                /** @description of the rules that were changed and are on: whether their proof holds with the new settings */
                proofs: {
                    rule: string;
                    title: string;
                    fires: boolean;
                    quiet: boolean;
                }[];
            } | null;
            problem: {
                code: string;
                detail: string;
                remedy: string;
            } | null;
        };
        RulesSave: {
            /** @description the settings of this replay are saved */
            replay: string;
        };
        Overview: {
            sites: {
                customer: string;
                customerName: string;
                site: string;
                name: string;
                /** @description somebody said where it is and how it dials */
                configured: boolean;
                investigations: number;
                underWay: number;
                /** @description incidents still going on when their records ended */
                goingOn: number;
                incidents: number;
                /** @description of all incidents, one amount a currency */
                loss: {
                    micros: number;
                    currency: string;
                }[];
                latest: {
                    id: string;
                    title: string;
                    createdAt: string;
                    /** @enum {string} */
                    status: "waiting" | "running" | "done" | "failed";
                    verdict: ("breach" | "suspicious" | "clear") | null;
                    ongoing: boolean;
                } | null;
                /** @description the newest incident that is being handled */
                handled: {
                    id: string;
                    title: string;
                    /** @enum {string} */
                    state: "open" | "contained" | "recovering";
                } | null;
                /** @description the newest breach, suspicion or unreadable file */
                telling: {
                    id: string;
                    title: string;
                    createdAt: string;
                    /** @enum {string} */
                    status: "waiting" | "running" | "done" | "failed";
                    verdict: ("breach" | "suspicious" | "clear") | null;
                    ongoing: boolean;
                } | null;
            }[];
        };
        SiteMade: {
            customer: string;
            site: string;
        };
        SiteView: {
            customer: string;
            customerName: string;
            site: string;
            name: string;
            yaml: string;
            settings: {
                [key: string]: unknown;
            };
        };
        SpendView: {
            month: string;
            timezone: string;
            /** @description since the first of the month */
            spent: {
                micros: number;
                currency: string;
            };
            /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
            today: {
                micros: number;
                currency: string;
            };
            /** @description by the end of the month; null while there is nothing to learn from */
            forecast: {
                micros: number;
                currency: string;
            } | null;
            /** @description limits.spendPerMonth of site.yaml; null: none is set */
            budget: {
                micros: number;
                currency: string;
            } | null;
            /**
             * @description none: no budget; heading-over: the forecast passes it; over: what was spent does
             * @enum {string}
             */
            state: "none" | "within" | "heading-over" | "over";
            /** @description from the first to today */
            days: {
                /** Format: date */
                date: string;
                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                spent: {
                    micros: number;
                    currency: string;
                };
            }[];
            /** @description spent in other currencies than the budget’s: not counted above */
            others: {
                micros: number;
                currency: string;
            }[];
            /** @description calls of this month that no rate covers */
            unpriced: number;
        };
        Token: {
            id: string;
            name: string;
            /** @description how it begins */
            prefix: string;
            permissions: string[];
            /** @description where it counts; null: wherever you may */
            customer: string | null;
            site: string | null;
            createdAt: string;
            expiresAt: string;
            lastUsedAt: string | null;
        };
        TokenMade: {
            token: components["schemas"]["Token"];
            /** @description send it as `authorization: Bearer …` */
            secret: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            address: string;
                            userAgent: string;
                            createdAt: string;
                            lastSeenAt: string;
                            current: boolean;
                        }[];
                    };
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
        };
    };
    proveSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description six digits, or a recovery code */
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    beginSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description from the link printed in the terminal, after #token= */
                    token: string;
                    name: string;
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupEnrolment"];
                };
            };
        };
    };
    confirmSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description six digits, or a recovery code */
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupDone"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        next: "totp";
                    };
                };
            };
        };
    };
    signInCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description six digits, or a recovery code */
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    lookAtInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description from the link, after #token= */
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        email: string;
                    };
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description from the link, after #token= */
                    token: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupEnrolment"];
                };
            };
        };
    };
    confirmInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description six digits, or a recovery code */
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupDone"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    invitePerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    email: string;
                    /** @default null */
                    customer?: string | null;
                    grants: components["schemas"]["GrantInput"][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
        };
    };
    resetPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
        };
    };
    changePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    grants?: components["schemas"]["GrantInput"][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    deactivatePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    activatePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    askForPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        options: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    signInPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answer: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    askForProof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        options: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    proveSessionPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answer: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    beginPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        options: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answer: {
                        [key: string]: unknown;
                    };
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSignInMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInMethods"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    beginAuthenticator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupEnrolment"];
                };
            };
        };
    };
    confirmAuthenticator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description six digits, or a recovery code */
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupDone"];
                };
            };
        };
    };
    beginSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        location: string;
                    };
                };
            };
        };
    };
    signInSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description totp: the code of the authenticator is still to come
                         * @enum {string}
                         */
                        next: "totp" | "enter";
                    };
                };
            };
        };
    };
    beginSsoProof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        location: string;
                    };
                };
            };
        };
    };
    proveSessionSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    beginSsoLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        location: string;
                    };
                };
            };
        };
    };
    unlinkSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    linkSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Token"][];
                    };
                };
            };
        };
    };
    makeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    permissions: string[];
                    /** @default null */
                    customer?: string | null;
                    /** @default null */
                    site?: string | null;
                    /** @default 90 */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenMade"];
                };
            };
        };
    };
    endToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listLedger: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                action?: string;
                actor?: string;
                subject?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerLine"][];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listInvestigations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvestigationPage"];
                };
            };
        };
    };
    startInvestigation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description JSON; must come before the files */
                    options?: {
                        title?: string;
                        country?: string;
                        timezone?: string;
                        currency?: string;
                        format?: string;
                        since?: string;
                        until?: string;
                        now?: string;
                    };
                    /** @description one part a file */
                    file: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Started"];
                };
            };
        };
    };
    startSample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Started"];
                };
            };
        };
    };
    getInvestigation: {
        parameters: {
            query?: {
                /** @description true: as it was found at first, without marks */
                original?: "true" | "false";
            };
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        customer: string;
                        site: string;
                        title: string;
                        createdAt: string;
                        createdBy: string;
                        /** @enum {string} */
                        status: "waiting" | "running" | "done" | "failed";
                        error: {
                            code: string;
                            message: string;
                            remedy: string;
                        } | null;
                        files: {
                            name: string;
                            bytes: number;
                            sha256: string;
                        }[];
                        verdict: ("breach" | "suspicious" | "clear") | null;
                        ongoing: boolean;
                        headline: string;
                        began: string | null;
                        likely: {
                            micros: number;
                            currency: string;
                        } | null;
                        progress: {
                            /** @enum {string} */
                            phase: "waiting" | "reading" | "judging" | "writing" | "done" | "failed";
                            bytesRead: number;
                            bytesTotal: number;
                            rows: number;
                            calls: number;
                            rejected: number;
                            etaSeconds: number | null;
                        };
                        result: {
                            /** @enum {string} */
                            verdict: "breach" | "suspicious" | "clear";
                            ongoing: boolean;
                            began: string | null;
                            ended: string | null;
                            /** @description one plain sentence */
                            headline: string;
                            input: {
                                files: number;
                                rows: number;
                                calls: number;
                                duplicates: number;
                                rejected: number;
                                securityEvents: number;
                                from: string | null;
                                to: string | null;
                                formats: {
                                    file: string;
                                    format: string;
                                }[];
                                /** @description the first 1,000 */
                                rejects: {
                                    file: string;
                                    line: number;
                                    reason: string;
                                }[];
                            };
                            site: {
                                name: string;
                                country: string;
                                timezone: string;
                            };
                            rates: {
                                /** @enum {string} */
                                source: "deck" | "estimate";
                                name: string;
                            };
                            accounts: {
                                account: string;
                                /** @enum {string} */
                                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                                /** @description 0-100: how sure */
                                score: number;
                                began: string;
                                ended: string | null;
                                calls: number;
                                billableSeconds: number;
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                exposure: {
                                    micros: number;
                                    currency: string;
                                };
                                signals: string[];
                                reason: string;
                            }[];
                            destinations: {
                                /** @description "+25261" */
                                prefix: string;
                                country: string;
                                /** @enum {string} */
                                risk: "low" | "medium" | "high";
                                riskClass: string;
                                calls: number;
                                billableSeconds: number;
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                exposure: {
                                    micros: number;
                                    currency: string;
                                };
                            }[];
                            sources: {
                                ip: string;
                                firstSeen: string;
                                lastSeen: string;
                                failed: number;
                                succeeded: number;
                                accounts: string[];
                                signals: string[];
                                reason: string;
                            }[];
                            exposure: {
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                low: {
                                    micros: number;
                                    currency: string;
                                };
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                likely: {
                                    micros: number;
                                    currency: string;
                                };
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                high: {
                                    micros: number;
                                    currency: string;
                                };
                                /** @description what a breach that is still going on takes a minute */
                                perMinuteNow: {
                                    micros: number;
                                    currency: string;
                                };
                                /**
                                 * @description calls that were up at the end, or the mean of the last hour the records show in full
                                 * @enum {string}
                                 */
                                perMinuteBasis?: "calls-up" | "last-hour" | "nothing";
                                unratedCalls: number;
                            };
                            flaggedCalls: {
                                id: string;
                                startedAt: string;
                                account: string;
                                from: string;
                                /** @description E.164 with +, or as dialled when it could not be resolved */
                                to: string;
                                dialled: string;
                                /** @enum {string} */
                                direction: "outbound" | "inbound" | "internal" | "through";
                                billableSeconds: number;
                                /** @description null when no rate covers the number */
                                cost: {
                                    micros: number;
                                    currency: string;
                                } | null;
                                /** @enum {string} */
                                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                                signals: string[];
                                reason: string;
                            }[];
                            incidents: {
                                /** @description with --save */
                                id?: string;
                                title: string;
                                /** @enum {string} */
                                kind: "irsf" | "low-and-slow" | "call-forward" | "voicemail-or-disa" | "wangiri" | "domestic-pumping" | "toll-free-pumping" | "brute-force" | "prefix-scan" | "admin-compromise" | "trunk-credentials" | "subscription" | "call-selling" | "tdos" | "misbilling" | "other";
                                began: string;
                                ended: string | null;
                                accounts: string[];
                                score: number;
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                exposure: {
                                    micros: number;
                                    currency: string;
                                };
                                reasons: string[];
                            }[];
                            /** @description loss added up over time, at most 200 points */
                            curve: {
                                at: string;
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                likely: {
                                    micros: number;
                                    currency: string;
                                };
                                calls: number;
                            }[];
                        } | null;
                        flaggedTotal: number;
                        /** @description `result` is what is found with the marks; ?original=true gives the first */
                        revised: boolean;
                        judgingAgain: boolean;
                        change: {
                            verdict: {
                                /** @enum {string} */
                                before: "breach" | "suspicious" | "clear";
                                /** @enum {string} */
                                after: "breach" | "suspicious" | "clear";
                            };
                            likely: {
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                before: {
                                    micros: number;
                                    currency: string;
                                };
                                /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                                after: {
                                    micros: number;
                                    currency: string;
                                };
                            };
                            flagged: {
                                before: number;
                                after: number;
                            };
                            accountsAdded: string[];
                            accountsRemoved: string[];
                            callsAdded: number;
                            callsRemoved: number;
                        } | null;
                        /** @description newest first, also those taken back */
                        marks: components["schemas"]["Mark"][];
                    };
                };
            };
        };
    };
    removeInvestigation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listFlaggedCalls: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                account?: string;
                sort?: string;
                original?: "true" | "false";
            };
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlaggedCallPage"];
                };
            };
        };
    };
    followInvestigation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getLive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveView"];
                };
            };
        };
    };
    followLive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    hangUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    channels: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HungUp"];
                };
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentList"];
                };
            };
        };
    };
    openIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description what was noticed; nothing has to be known
                     * @default
                     */
                    words?: string;
                    /** @description handle what this investigation found */
                    investigation?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentOpened"];
                };
            };
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
        };
    };
    getTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
        };
    };
    actInIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "task";
                    task: string;
                    /** @enum {string} */
                    status: "done" | "not-applicable" | "open";
                    /** @default  */
                    note?: string;
                } | {
                    /** @enum {string} */
                    kind: "answer";
                    fact: string;
                    value: boolean;
                } | {
                    /** @enum {string} */
                    kind: "note";
                    text: string;
                    /** @default null */
                    task?: string | null;
                } | {
                    /** @enum {string} */
                    kind: "severity";
                    /** @enum {string} */
                    to: "critical" | "high" | "medium" | "low";
                } | {
                    /** @enum {string} */
                    kind: "owner";
                    to: string | null;
                } | {
                    /** @enum {string} */
                    kind: "assigned";
                    task: string;
                    to: string | null;
                } | {
                    /** @enum {string} */
                    kind: "cause";
                    /** @enum {string} */
                    cause: "guessed-password" | "reused-or-default-password" | "exposed-administration" | "unpatched-software" | "stolen-trunk-credentials" | "voicemail-or-dial-through" | "leaked-configuration" | "insider" | "other";
                    text: string;
                } | {
                    /** @enum {string} */
                    kind: "reconciled";
                    invoice: string;
                    matched: number;
                    providerOnly: number;
                    pbxOnly: number;
                    differences: number;
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    disputed: {
                        micros: number;
                        currency: string;
                    };
                } | {
                    /** @enum {string} */
                    kind: "dispute";
                    /** @enum {string} */
                    status: "sent" | "acknowledged" | "credited" | "refused";
                    /** @description Whole micro-units of an ISO 4217 currency: 12340000 is 12.34 */
                    amount: {
                        micros: number;
                        currency: string;
                    };
                    /** @default  */
                    note?: string;
                } | {
                    /** @enum {string} */
                    kind: "hold";
                    on: boolean;
                    /** @description who asked for it, or who says that it may end */
                    reason: string;
                } | {
                    /** @enum {string} */
                    kind: "pin";
                    item: string;
                    pinned: boolean;
                } | {
                    /** @enum {string} */
                    kind: "investigation";
                    investigation: string;
                } | {
                    /** @enum {string} */
                    kind: "override-asked";
                    /** @enum {string} */
                    gate: "still-going-on" | "root-cause" | "firmware" | "billing" | "open-ports" | "other-accounts" | "open-tasks";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
        };
    };
    moveIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    to: "open" | "contained" | "recovering" | "closed";
                    /** @default  */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
        };
    };
    approveOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    gate: "still-going-on" | "root-cause" | "firmware" | "billing" | "open-ports" | "other-accounts" | "open-tasks";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
        };
    };
    addIncidentFiles: {
        parameters: {
            query?: {
                task?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description JSON; must come before the files */
                    options?: {
                        title?: string;
                        country?: string;
                        timezone?: string;
                        currency?: string;
                        format?: string;
                        since?: string;
                        until?: string;
                        now?: string;
                    };
                    /** @description one part a file */
                    file: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
        };
    };
    getIncidentFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-incident-report-html": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-incident-report-pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-incident-dispute-html": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-incident-dispute-pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-incident-dispute-calls-csv": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-incident-dispute-lines-csv": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    previewInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the first lines of the invoice, CSV */
                    text: string;
                    mapping?: components["schemas"]["InvoiceMappingInput"];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicePreview"];
                };
            };
        };
    };
    matchInvoice: {
        parameters: {
            query?: {
                /** @description InvoiceMapping as JSON */
                mapping?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description JSON; must come before the files */
                    options?: {
                        title?: string;
                        country?: string;
                        timezone?: string;
                        currency?: string;
                        format?: string;
                        since?: string;
                        until?: string;
                        now?: string;
                    };
                    /** @description one part a file */
                    file: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
        };
    };
    getReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciledSummary"] | null;
                };
            };
        };
    };
    listReconciledLines: {
        parameters: {
            query: {
                list: "matched" | "provider-only" | "pbx-only" | "mis-rated" | "over-duration" | "duplicate" | "rewritten-number" | "currency" | "credit" | "unauthorised";
                offset?: number;
                limit?: number;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciledLines"];
                };
            };
        };
    };
    getDuties: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duties"];
                };
            };
        };
    };
    getDeadlines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sayDutyFacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        /** @description What is known of an incident */
        requestBody: {
            content: {
                "application/json": {
                    organisation?: {
                        /** @description Whoever only uses a phone system: pbx-end-user */
                        roles?: ("pbx-end-user" | "carrier" | "interconnected-voip-provider" | "reseller" | "nis2-essential" | "nis2-important" | "product-manufacturer" | "uk-telecom-provider")[];
                        /** @description Where it works, ISO 3166-1 alpha-2 */
                        countries?: string[];
                        /** @description NV, US-NV or CA-QC */
                        states?: string[];
                        /** @description Listed in the US */
                        publicCompany?: boolean;
                        /** @description [] for none */
                        sectors?: ("healthcare" | "bank" | "finance-nonbank" | "ny-financial" | "eu-financial" | "public-sector")[];
                    };
                    /** @description When somebody first knew of the incident */
                    discoveredAt?: string;
                    /** @description When it was established that a breach happened */
                    determinedAt?: string;
                    /**
                     * @description Other acts that start a clock: awareness, materiality_determination, notice_to_individuals …
                     * @default {}
                     */
                    clocks?: {
                        [key: string]: string;
                    };
                    /** @description People whose data are touched; [] for nobody */
                    affected?: {
                        country: string;
                        state?: string;
                        people?: number;
                    }[];
                    /** @description Data that somebody reached or may have; [] for none */
                    data?: ("cdr" | "names-and-numbers" | "voicemail" | "recordings" | "payment-card" | "health" | "credentials" | "government-id")[];
                    /** @description Calls were placed at the expense of the organisation, and nothing else */
                    tollFraudOnly?: boolean;
                    /** @description Money lost: "1200 USD", a number, or true */
                    loss?: boolean | number | string | {
                        micros: number;
                        currency: string;
                    };
                    intentional?: boolean;
                    /** @description And the key not taken */
                    encrypted?: boolean;
                    emergencyCallsAffected?: boolean;
                    outage?: {
                        minutes: number;
                        userMinutes?: number;
                    };
                    /**
                     * @description Answers to questions, by their id
                     * @default {}
                     */
                    answers?: {
                        [key: string]: boolean;
                    };
                    /**
                     * @description Rules to treat as in force although the content does not say so yet
                     * @default []
                     */
                    inForce?: string[];
                    /** @description A request not to tell others yet */
                    lawEnforcementDelay?: {
                        agency: string;
                        /** @description ISO 8601, such as 2026-03-06T21:04:11Z */
                        until?: string;
                        /** @default false */
                        written?: boolean;
                    };
                    /** @description IANA zone in which days are counted; else that of the rule */
                    timezone?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duties"];
                };
            };
        };
    };
    settleDuty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
                duty: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status: "done" | "not-to-be-told" | "signed-off" | "open";
                    /**
                     * @description what proves it, or why nobody is told; only `open` may leave it out
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duties"];
                };
            };
        };
    };
    followIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listCalls: {
        parameters: {
            query?: {
                since?: string;
                /** @description before this instant */
                until?: string;
                account?: string;
                /** @description ISO 3166-1 alpha-2 of the other party; 001: international networks */
                country?: string;
                /** @description of the other party, from the country code on */
                prefix?: string;
                direction?: "outbound" | "inbound" | "internal" | "through";
                minSeconds?: number;
                maxSeconds?: number;
                /** @description in whole units of the currency */
                minCost?: number;
                disposition?: "answered" | "no-answer" | "busy" | "failed" | "running";
                /** @description only those an investigation flags */
                flagged?: "true";
                /** @description digits anywhere in one of its numbers */
                number?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallPage"];
                };
            };
        };
    };
    countCalls: {
        parameters: {
            query?: {
                since?: string;
                /** @description before this instant */
                until?: string;
                account?: string;
                /** @description ISO 3166-1 alpha-2 of the other party; 001: international networks */
                country?: string;
                /** @description of the other party, from the country code on */
                prefix?: string;
                direction?: "outbound" | "inbound" | "internal" | "through";
                minSeconds?: number;
                maxSeconds?: number;
                /** @description in whole units of the currency */
                minCost?: number;
                disposition?: "answered" | "no-answer" | "busy" | "failed" | "running";
                /** @description only those an investigation flags */
                flagged?: "true";
                /** @description digits anywhere in one of its numbers */
                number?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallCount"];
                };
            };
        };
    };
    exportCalls: {
        parameters: {
            query?: {
                since?: string;
                /** @description before this instant */
                until?: string;
                account?: string;
                /** @description ISO 3166-1 alpha-2 of the other party; 001: international networks */
                country?: string;
                /** @description of the other party, from the country code on */
                prefix?: string;
                direction?: "outbound" | "inbound" | "internal" | "through";
                minSeconds?: number;
                maxSeconds?: number;
                /** @description in whole units of the currency */
                minCost?: number;
                disposition?: "answered" | "no-answer" | "busy" | "failed" | "running";
                /** @description only those an investigation flags */
                flagged?: "true";
                /** @description digits anywhere in one of its numbers */
                number?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listCallViews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallViews"];
                };
            };
        };
    };
    saveCallView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    query: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    removeCallView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    mark: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    says: "us" | "them";
                } & ({
                    /** @enum {string} */
                    what: "call";
                    /** @description id of a call */
                    value: string;
                } | {
                    /** @enum {string} */
                    what: "number";
                    value: string;
                } | {
                    /** @enum {string} */
                    what: "prefix";
                    value: string;
                } | {
                    /** @enum {string} */
                    what: "account";
                    value: string;
                } | {
                    /** @enum {string} */
                    what: "account-hour";
                    value: string;
                    /** @description of the week, from Monday 00:00 on the site’s clock */
                    hour: number;
                });
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mark"];
                };
            };
        };
    };
    getAccountWeek: {
        parameters: {
            query: {
                account: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWeek"];
                };
            };
        };
    };
    takeMarkBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
                mark: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listControls: {
        parameters: {
            query?: {
                /** @description only what is not over */
                open?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Controls"];
                };
            };
        };
    };
    contain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContainRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Controls"];
                };
            };
        };
    };
    listAllControls: {
        parameters: {
            query?: {
                /** @description only what is not over */
                open?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Controls"];
                };
            };
        };
    };
    getControl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Control"];
                };
            };
        };
    };
    previewControls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContainRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Controls"];
                };
            };
        };
    };
    proposeControls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContainRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Controls"];
                };
            };
        };
    };
    approveControl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    confirmEmergencyRisk?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Control"];
                };
            };
        };
    };
    undoControl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Control"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionList"];
                };
            };
        };
    };
    addConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnectionInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectReport"];
                };
            };
        };
    };
    checkConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnectionInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectReport"];
                };
            };
        };
    };
    removeConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listByHand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ByHandGuides"];
                };
            };
        };
    };
    attestByHand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttestedByHandInput"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getNoticePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePlanView"];
                };
            };
        };
    };
    saveNoticePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    plan: {
                        contacts: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            stakeholder: "it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom";
                            /** @description to call by hand, from a phone that is not of this site */
                            phone?: string;
                            /** @description the first is used; the next when it fails */
                            ways: {
                                /** @description id of a channel of the site */
                                channel: string;
                                /** @description mail address or number there; empty when the channel has one receiver */
                                to: string;
                            }[];
                        }[];
                        matrix: {
                            [key: string]: ("first-hour" | "update" | "closure")[];
                        };
                        /** @description while nobody has acknowledged the first notice */
                        escalation: {
                            afterMinutes: number;
                            to: ("it-leadership" | "managed-it" | "voip-provider" | "finance" | "executives" | "legal" | "compliance" | "custom")[];
                        }[];
                        /** @description an update is due again after */
                        updateMinutes: {
                            [key: string]: number;
                        };
                        /** @description updates and closures wait meanwhile, by the site's clock; first notices never do */
                        quiet: {
                            from: string;
                            to: string;
                        } | null;
                        /** @description numbers that ring on the PBX of this site */
                        ownNumbers: string[];
                        /** @description instead of the built-in ones */
                        templates: {
                            [key: string]: {
                                subject: string;
                                body: string;
                            };
                        };
                    };
                    revision: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePlanView"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
        };
    };
    addChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "smtp" | "webhook" | "slack" | "teams" | "pagerduty" | "sms";
                    /** @description what the kind wants; secrets are never given back */
                    settings: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
        };
    };
    removeChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    testChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description mail address or number
                     * @default
                     */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelTested"];
                };
            };
        };
    };
    listNotices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentNotices"];
                };
            };
        };
    };
    sendNotices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    stage: "first-hour" | "update" | "closure";
                    /**
                     * @description what the sender adds
                     * @default
                     */
                    note?: string;
                    /** @description ids; those of the matrix when not given */
                    contacts?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticesQueued"];
                };
            };
        };
    };
    previewNotices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    stage: "first-hour" | "update" | "closure";
                    /**
                     * @description what the sender adds
                     * @default
                     */
                    note?: string;
                    /** @description ids; those of the matrix when not given */
                    contacts?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticePreview"];
                };
            };
        };
    };
    noteExposedData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: ("cdr" | "names-and-numbers" | "voicemail" | "recordings" | "payment-card" | "health" | "credentials" | "government-id")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticesQueued"];
                };
            };
        };
    };
    lookAtAcknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcknowledgementView"];
                };
            };
        };
    };
    acknowledgeNotice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcknowledgementView"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyView"];
                };
            };
        };
    };
    savePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyChangeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyView"];
                };
            };
        };
    };
    listAutomatic: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutomaticActs"];
                };
            };
        };
    };
    listRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteRules"];
                };
            };
        };
    };
    saveRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulesSaveInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteRules"];
                };
            };
        };
    };
    proveRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                rule: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleProof"];
                };
            };
        };
    };
    replayRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulesTrialInput"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesReplay"];
                };
            };
        };
    };
    getRulesReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesReplay"];
                };
            };
        };
    };
    listDrills: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drills"];
                };
            };
        };
    };
    runDrills: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrillRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillReport"];
                };
            };
        };
    };
    placeDrill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestDrillRequestInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestDrillReport"];
                };
            };
        };
    };
    listAudits: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
        };
    };
    uploadAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description JSON; must come before the files */
                    options?: {
                        title?: string;
                        country?: string;
                        timezone?: string;
                        currency?: string;
                        format?: string;
                        since?: string;
                        until?: string;
                        now?: string;
                    };
                    /** @description one part a file */
                    file: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditMade"];
                };
            };
        };
    };
    auditConnected: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditMade"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditView"];
                };
            };
        };
    };
    listAuditFindings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditChecks"];
                };
            };
        };
    };
    getAuditFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
                check: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckView"];
                };
            };
        };
    };
    getAuditReach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditReach"];
                };
            };
        };
    };
    askReach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReachWishInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        answer: "always" | "never" | "conditional";
                        /** @description A packet that passes; with never, one that does not */
                        witness: {
                            family: 4 | 6;
                            src: string;
                            dst: string;
                            proto: string;
                            sport: number | null;
                            dport: number | null;
                            icmpType: number | null;
                            /** @description null: any that no rule tells apart */
                            inInterface: string | null;
                            outInterface: string | null;
                        } | null;
                        /** @description What decides the witness first, then what decides the rest */
                        readonly decidedBy: {
                            file: string;
                            line: number;
                            rule: string;
                            firewall: string;
                            chain: string;
                            /** @enum {string} */
                            does: "accepts" | "drops" | "translates";
                        }[];
                        /** @description The way of the witness, rule by rule */
                        readonly path: {
                            firewall: string;
                            chain: string;
                            file: string;
                            line: number;
                            rule: string;
                            does: string;
                        }[];
                        condition: string | null;
                        readonly conditions: {
                            text: string;
                            file: string | null;
                            line: number | null;
                        }[];
                        /** @description When conditional: a packet that does not pass */
                        counterexample: {
                            family: 4 | 6;
                            src: string;
                            dst: string;
                            proto: string;
                            sport: number | null;
                            dport: number | null;
                            icmpType: number | null;
                            /** @description null: any that no rule tells apart */
                            inInterface: string | null;
                            outInterface: string | null;
                        } | null;
                        readonly counterDecidedBy: {
                            file: string;
                            line: number;
                            rule: string;
                            firewall: string;
                            chain: string;
                            /** @enum {string} */
                            does: "accepts" | "drops" | "translates";
                        }[];
                        passes: {
                            readonly boxes: {
                                proto: string | null;
                                src: string | null;
                                dst: string | null;
                                dport: string | null;
                                sport: string | null;
                                icmpType: string | null;
                                inInterface: string | null;
                            }[];
                            complete: boolean;
                        };
                        question: {
                            [key: string]: string;
                        };
                        readonly files: {
                            file: string;
                            kind: string;
                        }[];
                        readonly unread: {
                            file: string;
                            line: number;
                            text: string;
                            reason: string;
                        }[];
                        readonly notes: string[];
                    };
                };
            };
        };
    };
    getReachCell: {
        parameters: {
            query: {
                from: string;
                to: string;
                service: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReachCell"];
                };
            };
        };
    };
    closeReach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseWishInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReachClosing"];
                };
            };
        };
    };
    listAuditedDevices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditedDevices"];
                };
            };
        };
    };
    "get-audit-assessment-pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-audit-assessment-html": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-audit-audit-json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-audit-audit-sarif": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-audit-audit-ocsf-jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                /** @description of an audit, or `latest` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    acceptRisk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                check: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptRiskInput"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    takeBackRisk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    attestCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                check: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttestCheckInput"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getAuditPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPlanView"];
                };
            };
        };
    };
    saveAuditPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuditPlanInputInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPlanView"];
                };
            };
        };
    };
    listFirmwareTargets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirmwareTargets"];
                };
            };
        };
    };
    setFirmwareTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirmwareTargetInputInput"];
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    withdrawFirmwareTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-report-html": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-report-pdf": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-flagged-calls-csv": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get-verdict-json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
        };
    };
    createSite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description id of a customer there is */
                    customer?: string;
                    /** @description name of a customer to be made */
                    newCustomer?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteMade"];
                };
            };
        };
    };
    getSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteView"];
                };
            };
        };
    };
    saveSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    customerName?: string;
                    /** @description the whole file */
                    yaml?: string;
                    /** @description the same as JSON; comments in the file stay */
                    settings?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteView"];
                };
            };
        };
    };
    getRates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteRates"];
                };
            };
        };
    };
    importRates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the price list, CSV */
                    text: string;
                    mapping?: components["schemas"]["DeckMappingInput"];
                    /**
                     * @description add: beside the rows there are; of two for one prefix the later in force counts
                     * @default replace
                     * @enum {string}
                     */
                    mode?: "replace" | "add";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteRates"];
                };
            };
        };
    };
    removeRates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteRates"];
                };
            };
        };
    };
    tryRate: {
        parameters: {
            query: {
                number: string;
                seconds?: number;
                /** @description otherwise now */
                at?: string;
            };
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateTrial"];
                };
            };
        };
    };
    previewRates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the price list, CSV */
                    text: string;
                    mapping?: components["schemas"]["DeckMappingInput"];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeckPreview"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionView"];
                };
            };
        };
    };
    deleteExpired: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    calls: number;
                    investigations: number;
                    audits: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionView"];
                };
            };
        };
    };
    getSpend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                site: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpendView"];
                };
            };
        };
    };
}
