# The principles of agent_tools as a person would write them for OPA: for inputs that are valid, with facts left out.
package bench.agent_tools

default allow := false

allow if count(violations) == 0

decision := {"allow": allow, "violations": violations, "warnings": set()}

denying := {violation.id | some violation in violations}

tool := sprintf("%s/%s", [input.call.server, input.call.tool])

fact(name) := object.get(input.call, name, "‹missing›")

approved if {
	some approval in input.approvals
	approval.human
	approval.call_sha256 == input.call.sha256
}

violations contains {"id": "A01", "message": message} if {
	not known
	message := sprintf("%s is not a known tool of a pinned server, or a fact is missing or unknown", [tool])
}

categories := {"read", "write", "delete", "exec", "network", "message", "payment", "deploy", "install", "database"}

known if {
	input.v == 1
	input.domain == "agent_tools"
	input.call.server_pinned
	input.call.tool_known
	input.call.server != ""
	input.call.tool != ""
	input.call.sha256 != ""
	input.call.category in categories
	input.actor.key != ""
	input.actor.on_behalf_of != ""
	input.session.goal_sha256 != ""
	input.resource.env in {"dev", "test", "staging", "prod"}
	input.resource.class in {"public", "internal", "confidential", "restricted"}
	input.approvals
	input.time
	input.gateway
}

violations contains {"id": "A02", "message": message} if {
	input.call.category in {"delete", "exec"}
	not approved
	message := sprintf("a %s call needs the approval of a person, bound to exactly this call", [input.call.category])
}

violations contains {"id": "A03", "message": message} if {
	input.call.leaves_organisation
	input.session.seen.untrusted
	message := "untrusted content has entered the context, so nothing leaves the organisation"
}

violations contains {"id": "A04", "message": message} if {
	input.call.category in {"network", "message"}
	input.session.seen.secret
	message := sprintf("a secret is in the context, so no %s call", [input.call.category])
}

violations contains {"id": "A05", "message": message} if {
	some approval in input.approvals
	own(approval)
	text := "an approval comes from the agent %s itself, or from somebody for whom the call is made"
	message := sprintf(text, [input.actor.key])
}

own(approval) if approval.by == input.actor.key

own(approval) if approval.principal == input.actor.on_behalf_of

own(approval) if approval.principal in input.actor.principals

violations contains {"id": "A06", "message": message} if {
	input.call.writes
	not ungoverned
	message := "an agent may not change the constitution, policies, hooks, keys, history or audit data"
}

ungoverned if {
	every path in input.call.paths {
		not governed(path)
	}
}

governed(path) if {
	some place in {"/constitution/", "/policies/", "/hooks/", "/.git/", "/.gnupg/", "/.ssh/", "/audit/"}
	contains(path, place)
}

violations contains {"id": "A07", "message": message} if {
	input.call.writes
	not inside_workspace
	message := sprintf("%s writes outside the workspace of its task", [tool])
}

inside_workspace if {
	input.call.in_workspace
	count(input.call.paths) > 0
	every path in input.call.paths {
		startswith(path, "/")
		not contains(path, "/../")
		not endswith(path, "/..")
	}
}

violations contains {"id": "A08", "message": message} if {
	input.call.category == "network"
	not listed_host
	host := object.get(input.resource, "host", "‹missing›")
	message := sprintf("%s is not one of the hosts that agents may call", [host])
}

listed_host if input.resource.host in {"pypi.org", "files.pythonhosted.org", "github.com"}

listed_host if endswith(input.resource.host, ".github.com")

violations contains {"id": "A09", "message": message} if {
	input.call.category == "payment"
	not small_amount
	input.resource.env != "dev"
	not two_approvers
	message := sprintf("payment of %v cents needs two approvers of different roles", [fact("amount_cents")])
}

small_amount if input.call.amount_cents <= 100000

two_approvers if {
	some a in input.approvals
	some b in input.approvals
	a.role != b.role
	a.by != b.by
}

violations contains {"id": "A10", "message": message} if {
	over_budget
	text := "over the session's budget: call %v, %v cents spent before it"
	message := sprintf(text, [input.session.calls, input.session.spend_cents])
}

over_budget if input.session.calls > 200

over_budget if input.session.spend_cents + input.call.amount_cents > 500000

violations contains {"id": "A11", "message": message} if {
	input.resource.env == "prod"
	not input.call.read_only
	not change_window
	text := "production is changed on days 1 to 4, from 9 to 16 only; this is day %v, hour %v"
	message := sprintf(text, [input.time.weekday, input.time.hour])
}

change_window if {
	input.time.weekday <= 4
	input.time.hour >= 9
	input.time.hour < 16
}

violations contains {"id": "A12", "message": message} if {
	input.call.leaves_organisation
	input.resource.class in {"confidential", "restricted"}
	not named_recipients
	text := "%s data leaves the organisation only if confidential, and to recipients named for it"
	message := sprintf(text, [input.resource.class])
}

named_recipients if {
	input.resource.class == "confidential"
	count(input.call.recipients) > 0
	every recipient in input.call.recipients {
		recipient in input.resource.named_recipients
	}
}

violations contains {"id": "A13", "message": message} if {
	input.call.category == "message"
	not few_insiders
	not approved
	text := "%v recipients, %v of them outside: a person approves first"
	message := sprintf(text, [fact("recipient_count"), fact("external_recipients")])
}

few_insiders if {
	input.call.recipient_count <= 10
	input.call.external_recipients == 0
}

violations contains {"id": "A14", "message": message} if {
	personal_data
	not input.call.output_masked
	message := sprintf("the output of %s would show personal data that is not masked", [tool])
}

personal_data if {
	input.call.category == "message"
	input.session.seen.pii
}

personal_data if "personal_data" in input.call.tags

violations contains {"id": "A15", "message": message} if {
	input.actor.trust < 40
	not input.call.read_only
	text := "a trust of %v per cent allows reading only; from 40 on an agent may change things"
	message := sprintf(text, [input.actor.trust])
}

violations contains {"id": "A16", "message": message} if {
	input.actor.depth != 0
	not bounded_delegation
	text := "a delegate at depth %v is too deep, or holds a role that its delegator does not hold"
	message := sprintf(text, [input.actor.depth])
}

bounded_delegation if {
	input.actor.depth <= 2
	every role in input.actor.roles {
		role in input.actor.delegator_roles
	}
}

violations contains {"id": "A17", "message": message} if {
	input.call.category == "exec"
	not closed_command
	message := sprintf("%s would run a program or a flag that is not in the closed set", [tool])
}

closed_command if {
	closed_program
	every argument in input.call.argv {
		closed_argument(argument)
	}
}

closed_program if {
	input.call.argv[0] == "git"
	input.call.argv[1] in {"diff", "log", "show", "status"}
}

closed_program if input.call.argv[0] in {"cat", "grep", "head", "ls", "pytest", "wc"}

closed_argument(argument) if not startswith(argument, "-")

closed_argument(argument) if argument in {"-l", "-n", "-q", "-r", "-v", "--oneline", "--stat"}

violations contains {"id": "A18", "message": message} if {
	input.call.category == "install"
	not pinned_packages
	message := "packages are installed from the pinned index only, each with its hash"
}

pinned_packages if {
	input.call.index_pinned
	input.call.hash_pinned
}

violations contains {"id": "A19", "message": message} if {
	input.call.category == "database"
	not fitting_statement
	message := sprintf("a statement of class %s is not for %s", [fact("statement_class"), tool])
}

fitting_statement if input.call.statement_class == "select"

fitting_statement if {
	input.call.server == "migrations"
	input.call.statement_class in {"insert", "update", "delete", "ddl"}
}

violations contains {"id": "A20", "message": message} if {
	input.resource.tenant != "shared"
	input.resource.tenant != input.actor.tenant
	text := "an agent of tenant %s may not touch what belongs to %s"
	message := sprintf(text, [input.actor.tenant, input.resource.tenant])
}

violations contains {"id": "A21", "message": message} if {
	some approval in input.approvals
	stale(approval)
	message := "an approval is older than 15 minutes, or was used before"
}

stale(approval) if approval.age_s > 900

stale(approval) if approval.used

violations contains {"id": "A22", "message": message} if {
	input.call.category in {"delete", "exec"}
	some approval in input.approvals
	approval.goal_sha256 != input.session.goal_sha256
	message := sprintf("the goal of the session has changed since this %s call was approved", [input.call.category])
}

violations contains {"id": "A23", "message": message} if {
	some tag in input.call.tags
	tag in {"employment", "credit", "health"}
	not approved_by_case_officer
	message := "a decision about a person is for a case officer to take"
}

approved_by_case_officer if {
	some approval in input.approvals
	approval.human
	approval.role == "case_officer"
	approval.call_sha256 == input.call.sha256
}

violations contains {"id": "A24", "message": message} if {
	input.gateway.stopped
	not input.call.read_only
	message := "the gateway is stopped: nothing but reading until somebody starts it again"
}
