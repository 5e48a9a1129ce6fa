# The principles of agent_tools as a person would write them for OPA who minds what every input means: a fact that is
# missing or mistyped excuses nobody. Facts are asked for first that most requests lack, by OPA's index where it can.
package bench.agent_tools_total

default allow := false

allow if count(violations) == 0

decision := {"allow": allow, "violations": violations, "warnings": set()}

denying := {violation.id | some violation in violations}

facts_known if {
	facts := concat("", [input.call.category, input.resource.class, input.resource.env])
	not contains(facts, "\u0000")
}

violations contains finding if {
	not facts_known
	some finding in chosen_by_unknown_facts
}

category_known if contains(input.call.category, "\u0000") == false

chosen_by_unknown_facts contains finding if {
	not category_known
	some finding in chosen_by_category
}

chosen_by_unknown_facts contains a11 if not env_known

env_known if contains(input.resource.env, "\u0000") == false

chosen_by_unknown_facts contains a12 if not class_known

class_known if contains(input.resource.class, "\u0000") == false

chosen_by_category contains a02

chosen_by_category contains a04

chosen_by_category contains a08

chosen_by_category contains a09

chosen_by_category contains a13

chosen_by_category contains a14

chosen_by_category contains a17

chosen_by_category contains a18

chosen_by_category contains a19

chosen_by_category contains a22

approvals_known if {
	is_array(input.approvals)
	count(input.approvals) <= 8
}

tags_known if {
	tags := input.call.tags
	count(tags) <= 8
	contains(concat("", tags), "\u0000") == false
}

paths_known if {
	paths := input.call.paths
	count(paths) <= 16
	contains(concat("", paths), "\u0000") == false
}

approved if {
	approvals_known
	some approval in input.approvals
	approval.human == true
	approval.call_sha256 == input.call.sha256
	contains(input.call.sha256, "\u0000") == false
}

default call := {}

call := input.call if is_object(input.call)

default actor := {}

actor := input.actor if is_object(input.actor)

default resource := {}

resource := input.resource if is_object(input.resource)

default session := {}

session := input.session if is_object(input.session)

default time_of_call := {}

time_of_call := input.time if is_object(input.time)

text(object, key) := x if {
	x := object[key]
	contains(x, "\u0000") == false
} else := "‹mistyped›" if {
	_ = object[key]
} else := "‹missing›"

number(object, key) := format_int(x, 10) if {
	x := object[key]
	x >= -9223372036854775808
	x <= 9223372036854775807
	floor(x) == x
} else := "‹mistyped›" if {
	_ = object[key]
} else := "‹missing›"

tool := concat("/", [text(call, "server"), text(call, "tool")])

violations contains {"id": "A01", "message": message} if {
	not known
	message := concat("", [tool, " is not a known tool of a pinned server, or a fact is missing or unknown"])
}

known if {
	input.v == 1
	input.domain == "agent_tools"
	input.call.server_pinned == true
	input.call.tool_known == true
	input.call.category in {"read", "write", "delete", "exec", "network", "message", "payment", "deploy", "install", "database"}
	input.resource.env in {"dev", "test", "staging", "prod"}
	input.resource.class in {"public", "internal", "confidential", "restricted"}
	_ = input.approvals
	_ = input.time
	_ = input.gateway
	server := input.call.server
	name := input.call.tool
	sha256 := input.call.sha256
	key := input.actor.key
	person := input.actor.on_behalf_of
	goal := input.session.goal_sha256
	not "" in {server, name, sha256, key, person, goal}
	texts := concat("", [server, name, sha256, key, person, goal])
	not contains(texts, "\u0000")
}

violations contains a02 if input.call.category == "delete"

violations contains a02 if input.call.category == "exec"

a02 := {"id": "A02", "message": message} if {
	not approved
	message := concat("", ["a ", text(call, "category"), " call needs the approval of a person, bound to exactly this call"])
}

violations contains {"id": "A03", "message": message} if {
	not input.call.leaves_organisation == false
	not input.session.seen.untrusted == false
	message := "untrusted content has entered the context, so nothing leaves the organisation"
}

violations contains a04 if input.call.category == "network"

violations contains a04 if input.call.category == "message"

a04 := {"id": "A04", "message": message} if {
	not input.session.seen.secret == false
	message := concat("", ["a secret is in the context, so no ", text(call, "category"), " call"])
}

violations contains {"id": "A05", "message": message} if {
	not input.approvals == []
	not all_by_others
	text_of_actor := text(actor, "key")
	message := concat("", ["an approval comes from the agent ", text_of_actor, " itself, or from somebody for whom the call is made"])
}

all_by_others if {
	approvals_known
	key := input.actor.key
	person := input.actor.on_behalf_of
	principals := input.actor.principals
	count(principals) <= 8
	every approval in input.approvals {
		by := approval.by
		principal := approval.principal
		not by == key
		not principal == person
		not principal in principals
		texts := concat("", [by, principal])
		not contains(texts, "\u0000")
	}
	texts := concat("", [key, person, concat("", principals)])
	not contains(texts, "\u0000")
}

violations contains {"id": "A06", "message": message} if {
	not input.call.writes == false
	not ungoverned
	message := "an agent may not change the constitution, policies, hooks, keys, history or audit data"
}

ungoverned if {
	paths_known
	every path in input.call.paths {
		not governed(path)
	}
}

governed(path) if {
	some place in {"/constitution/", "/policies/", "/hooks/", "/.git/", "/.gnupg/", "/.ssh/", "/audit/"}
	contains(path, place)
}

violations contains {"id": "A07", "message": message} if {
	not input.call.writes == false
	not inside_workspace
	message := concat("", [tool, " writes outside the workspace of its task"])
}

inside_workspace if {
	input.call.in_workspace == true
	not input.call.paths == []
	paths_known
	every path in input.call.paths {
		startswith(path, "/")
		not contains(path, "/../")
		not endswith(path, "/..")
	}
}

violations contains a08 if input.call.category == "network"

a08 := {"id": "A08", "message": message} if {
	not listed_host
	message := concat("", [text(resource, "host"), " is not one of the hosts that agents may call"])
}

listed_host if input.resource.host in {"pypi.org", "files.pythonhosted.org", "github.com"}

listed_host if {
	endswith(input.resource.host, ".github.com")
	contains(input.resource.host, "\u0000") == false
}

violations contains a09 if input.call.category == "payment"

a09 := {"id": "A09", "message": message} if {
	not input.resource.env == "dev"
	not small_amount
	not two_approvers
	message := concat("", ["payment of ", number(call, "amount_cents"), " cents needs two approvers of different roles"])
}

small_amount if {
	cents := input.call.amount_cents
	cents <= 100000
	cents >= -9223372036854775808
	floor(cents) == cents
}

two_approvers if {
	approvals_known
	some a in input.approvals
	some b in input.approvals
	not a.role == b.role
	not a.by == b.by
	texts := concat("", [a.role, b.role, a.by, b.by])
	not contains(texts, "\u0000")
}

violations contains {"id": "A10", "message": message} if {
	not within_budget
	numbers := [number(session, "calls"), number(session, "spend_cents")]
	message := concat("", ["over the session's budget: call ", numbers[0], ", ", numbers[1], " cents spent before it"])
}

within_budget if {
	calls := input.session.calls
	calls <= 200
	calls >= -9223372036854775808
	floor(calls) == calls
	affordable
}

affordable if object.get(input.call, "amount_cents", set()) == set()

affordable if {
	cents := input.call.amount_cents
	cents >= 0
	cents <= 9223372036854775807
	floor(cents) == cents
	spent := input.session.spend_cents
	spent >= -9223372036854775808
	spent <= 9223372036854775807
	floor(spent) == spent
	spent + cents <= 500000
}

violations contains a11 if input.resource.env == "prod"

a11 := {"id": "A11", "message": message} if {
	not input.call.read_only == true
	not change_window
	numbers := [number(time_of_call, "weekday"), number(time_of_call, "hour")]
	between := ["production is changed on days 1 to 4, from 9 to 16 only; this is day ", ", hour "]
	message := concat("", [between[0], numbers[0], between[1], numbers[1]])
}

change_window if {
	input.time.weekday in {1, 2, 3, 4}
	input.time.hour in {9, 10, 11, 12, 13, 14, 15}
}

violations contains a12 if input.resource.class == "confidential"

violations contains a12 if input.resource.class == "restricted"

a12 := {"id": "A12", "message": message} if {
	not input.call.leaves_organisation == false
	not named_recipients
	text_of_class := text(resource, "class")
	message := concat("", [text_of_class, " data leaves the organisation only if confidential, and to recipients named for it"])
}

named_recipients if {
	input.resource.class == "confidential"
	not input.call.recipients == []
	is_array(input.call.recipients)
	count(input.call.recipients) <= 16
	named := input.resource.named_recipients
	count(named) <= 16
	contains(concat("", named), "\u0000") == false
	every recipient in input.call.recipients {
		recipient in named
	}
}

violations contains a13 if input.call.category == "message"

a13 := {"id": "A13", "message": message} if {
	not few_insiders
	not approved
	numbers := [number(call, "recipient_count"), number(call, "external_recipients")]
	message := concat("", [numbers[0], " recipients, ", numbers[1], " of them outside: a person approves first"])
}

few_insiders if {
	outside := input.call.external_recipients
	outside <= 0
	outside >= -9223372036854775808
	floor(outside) == outside
	recipients := input.call.recipient_count
	recipients <= 10
	recipients >= -9223372036854775808
	floor(recipients) == recipients
}

violations contains a14 if input.call.category == "message"

violations contains a14 if not input.call.tags == []

a14 := {"id": "A14", "message": message} if {
	not input.call.output_masked == true
	not impersonal
	message := concat("", ["the output of ", tool, " would show personal data that is not masked"])
}

impersonal if {
	not_shown
	tags_known
	not "personal_data" in input.call.tags
}

not_shown if input.session.seen.pii == false

not_shown if {
	not input.call.category == "message"
	contains(input.call.category, "\u0000") == false
}

violations contains {"id": "A15", "message": message} if {
	not input.call.read_only == true
	not trusted
	percentage := number(actor, "trust")
	message := concat("", ["a trust of ", percentage, " per cent allows reading only; from 40 on an agent may change things"])
}

trusted if {
	trust := input.actor.trust
	trust >= 40
	trust <= 9223372036854775807
	floor(trust) == trust
}

violations contains {"id": "A16", "message": message} if {
	not input.actor.depth == 0
	not bounded_delegation
	depth := number(actor, "depth")
	message := concat("", ["a delegate at depth ", depth, " is too deep, or holds a role that its delegator does not hold"])
}

bounded_delegation if {
	input.actor.depth in {1, 2}
	input.actor.roles == []
}

bounded_delegation if {
	input.actor.depth in {1, 2}
	is_array(input.actor.roles)
	count(input.actor.roles) <= 8
	theirs := input.actor.delegator_roles
	count(theirs) <= 8
	contains(concat("", theirs), "\u0000") == false
	every role in input.actor.roles {
		role in theirs
	}
}

violations contains a17 if input.call.category == "exec"

a17 := {"id": "A17", "message": message} if {
	not closed_command
	message := concat("", [tool, " would run a program or a flag that is not in the closed set"])
}

closed_command if {
	argv := input.call.argv
	is_array(argv)
	count(argv) <= 16
	closed_program
	every argument in argv {
		closed_argument(argument)
	}
}

closed_program if {
	input.call.argv[0] == "git"
	input.call.argv[1] in {"diff", "log", "show", "status"}
}

closed_program if input.call.argv[0] in {"cat", "grep", "head", "ls", "pytest", "wc"}

closed_argument(argument) if {
	not startswith(argument, "-")
	contains(argument, "\u0000") == false
}

closed_argument(argument) if argument in {"-l", "-n", "-q", "-r", "-v", "--oneline", "--stat"}

violations contains a18 if input.call.category == "install"

a18 := {"id": "A18", "message": message} if {
	not pinned_packages
	message := "packages are installed from the pinned index only, each with its hash"
}

pinned_packages if {
	input.call.index_pinned == true
	input.call.hash_pinned == true
}

violations contains a19 if input.call.category == "database"

a19 := {"id": "A19", "message": message} if {
	not fitting_statement
	message := concat("", ["a statement of class ", text(call, "statement_class"), " is not for ", tool])
}

fitting_statement if input.call.statement_class == "select"

fitting_statement if {
	input.call.server == "migrations"
	input.call.statement_class in {"insert", "update", "delete", "ddl"}
}

violations contains {"id": "A20", "message": message} if {
	not input.resource.tenant == "shared"
	not own_tenant
	texts := [text(actor, "tenant"), text(resource, "tenant")]
	message := concat("", ["an agent of tenant ", texts[0], " may not touch what belongs to ", texts[1]])
}

own_tenant if {
	input.actor.tenant == input.resource.tenant
	contains(input.actor.tenant, "\u0000") == false
}

violations contains {"id": "A21", "message": message} if {
	not input.approvals == []
	not all_fresh
	message := "an approval is older than 15 minutes, or was used before"
}

all_fresh if {
	approvals_known
	every approval in input.approvals {
		approval.used == false
		age := approval.age_s
		age >= 0
		age <= 900
		floor(age) == age
	}
}

violations contains a22 if input.call.category == "delete"

violations contains a22 if input.call.category == "exec"

a22 := {"id": "A22", "message": message} if {
	not input.approvals == []
	not all_for_this_goal
	text_of_category := text(call, "category")
	message := concat("", ["the goal of the session has changed since this ", text_of_category, " call was approved"])
}

all_for_this_goal if {
	approvals_known
	goal := input.session.goal_sha256
	contains(goal, "\u0000") == false
	every approval in input.approvals {
		approval.goal_sha256 == goal
	}
}

violations contains {"id": "A23", "message": message} if {
	not input.call.tags == []
	not about_nobody
	not approved_by_case_officer
	message := "a decision about a person is for a case officer to take"
}

about_nobody if {
	tags_known
	every tag in input.call.tags {
		not tag in {"employment", "credit", "health"}
	}
}

approved_by_case_officer if {
	approvals_known
	some approval in input.approvals
	approval.human == true
	approval.role == "case_officer"
	approval.call_sha256 == input.call.sha256
	contains(input.call.sha256, "\u0000") == false
}

violations contains {"id": "A24", "message": message} if {
	not input.gateway.stopped == false
	not input.call.read_only == true
	message := "the gateway is stopped: nothing but reading until somebody starts it again"
}
