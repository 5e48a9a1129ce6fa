package acgs.agent_tools

# METADATA
# title: "the decision of agent_tools"
# description: Written by acgs compile; change the principles instead.
decision := {"allow": allow, "violations": violations, "warnings": warnings}

default allow := false

allow if count(violating_ids) == 0

violations := {{"id": id, "message": message_of(id)} | some id in violating_ids}

warnings := set()

violating_ids contains "A01" if data.acgs.agent_tools.a01.bites

violating_ids contains "A02" if {
	input.call.category == "delete"
	data.acgs.agent_tools.a02.bites
}

violating_ids contains "A02" if {
	input.call.category == "exec"
	data.acgs.agent_tools.a02.bites
}

violating_ids contains "A03" if {
	input.call.leaves_organisation == true
	data.acgs.agent_tools.a03.bites
}

violating_ids contains "A04" if {
	input.call.category == "network"
	data.acgs.agent_tools.a04.bites
}

violating_ids contains "A04" if {
	input.call.category == "message"
	data.acgs.agent_tools.a04.bites
}

violating_ids contains "A05" if {
	input.approvals != []
	data.acgs.agent_tools.a05.bites
}

violating_ids contains "A06" if {
	input.call.writes == true
	data.acgs.agent_tools.a06.bites
}

violating_ids contains "A07" if {
	input.call.writes == true
	data.acgs.agent_tools.a07.bites
}

violating_ids contains "A08" if {
	input.call.category == "network"
	data.acgs.agent_tools.a08.bites
}

violating_ids contains "A09" if {
	input.call.category == "payment"
	data.acgs.agent_tools.a09.bites
}

violating_ids contains "A10" if data.acgs.agent_tools.a10.bites

violating_ids contains "A11" if {
	input.resource.env == "prod"
	data.acgs.agent_tools.a11.bites
}

violating_ids contains "A12" if {
	input.resource.class == "confidential"
	data.acgs.agent_tools.a12.bites
}

violating_ids contains "A12" if {
	input.resource.class == "restricted"
	data.acgs.agent_tools.a12.bites
}

violating_ids contains "A13" if {
	input.call.category == "message"
	data.acgs.agent_tools.a13.bites
}

violating_ids contains "A14" if data.acgs.agent_tools.a14.bites

violating_ids contains "A15" if {
	input.call.read_only == false
	data.acgs.agent_tools.a15.bites
}

violating_ids contains "A16" if {
	input.actor.depth != 0
	data.acgs.agent_tools.a16.bites
}

violating_ids contains "A17" if {
	input.call.category == "exec"
	data.acgs.agent_tools.a17.bites
}

violating_ids contains "A18" if {
	input.call.category == "install"
	data.acgs.agent_tools.a18.bites
}

violating_ids contains "A19" if {
	input.call.category == "database"
	data.acgs.agent_tools.a19.bites
}

violating_ids contains "A20" if {
	input.resource.tenant != "shared"
	data.acgs.agent_tools.a20.bites
}

violating_ids contains "A21" if {
	input.approvals != []
	data.acgs.agent_tools.a21.bites
}

violating_ids contains "A22" if {
	input.call.category == "delete"
	data.acgs.agent_tools.a22.bites
}

violating_ids contains "A22" if {
	input.call.category == "exec"
	data.acgs.agent_tools.a22.bites
}

violating_ids contains "A23" if {
	input.call.tags != []
	data.acgs.agent_tools.a23.bites
}

violating_ids contains "A24" if {
	input.gateway.stopped == true
	data.acgs.agent_tools.a24.bites
}

violating_ids contains id if {
	not facts_are_known
	some id in chosen_violating_ids
}

chosen_violating_ids contains "A02" if data.acgs.agent_tools.a02.bites

chosen_violating_ids contains "A03" if data.acgs.agent_tools.a03.bites

chosen_violating_ids contains "A04" if data.acgs.agent_tools.a04.bites

chosen_violating_ids contains "A05" if data.acgs.agent_tools.a05.bites

chosen_violating_ids contains "A06" if data.acgs.agent_tools.a06.bites

chosen_violating_ids contains "A07" if data.acgs.agent_tools.a07.bites

chosen_violating_ids contains "A08" if data.acgs.agent_tools.a08.bites

chosen_violating_ids contains "A09" if data.acgs.agent_tools.a09.bites

chosen_violating_ids contains "A11" if data.acgs.agent_tools.a11.bites

chosen_violating_ids contains "A12" if data.acgs.agent_tools.a12.bites

chosen_violating_ids contains "A13" if data.acgs.agent_tools.a13.bites

chosen_violating_ids contains "A15" if data.acgs.agent_tools.a15.bites

chosen_violating_ids contains "A16" if data.acgs.agent_tools.a16.bites

chosen_violating_ids contains "A17" if data.acgs.agent_tools.a17.bites

chosen_violating_ids contains "A18" if data.acgs.agent_tools.a18.bites

chosen_violating_ids contains "A19" if data.acgs.agent_tools.a19.bites

chosen_violating_ids contains "A20" if data.acgs.agent_tools.a20.bites

chosen_violating_ids contains "A21" if data.acgs.agent_tools.a21.bites

chosen_violating_ids contains "A22" if data.acgs.agent_tools.a22.bites

chosen_violating_ids contains "A23" if data.acgs.agent_tools.a23.bites

chosen_violating_ids contains "A24" if data.acgs.agent_tools.a24.bites

facts_are_known if {
	contains(concat("", [input.call.category, input.resource.env, input.resource.class]), "\u0000") == false
	is_boolean(input.call.leaves_organisation)
	_ = input.approvals
	is_boolean(input.call.writes)
	is_boolean(input.call.read_only)
	_ = input.actor.depth
	_ = input.resource.tenant
	_ = input.call.tags
	is_boolean(input.gateway.stopped)
}

message_of("A01") := data.acgs.agent_tools.a01.message

message_of("A02") := data.acgs.agent_tools.a02.message

message_of("A03") := data.acgs.agent_tools.a03.message

message_of("A04") := data.acgs.agent_tools.a04.message

message_of("A05") := data.acgs.agent_tools.a05.message

message_of("A06") := data.acgs.agent_tools.a06.message

message_of("A07") := data.acgs.agent_tools.a07.message

message_of("A08") := data.acgs.agent_tools.a08.message

message_of("A09") := data.acgs.agent_tools.a09.message

message_of("A10") := data.acgs.agent_tools.a10.message

message_of("A11") := data.acgs.agent_tools.a11.message

message_of("A12") := data.acgs.agent_tools.a12.message

message_of("A13") := data.acgs.agent_tools.a13.message

message_of("A14") := data.acgs.agent_tools.a14.message

message_of("A15") := data.acgs.agent_tools.a15.message

message_of("A16") := data.acgs.agent_tools.a16.message

message_of("A17") := data.acgs.agent_tools.a17.message

message_of("A18") := data.acgs.agent_tools.a18.message

message_of("A19") := data.acgs.agent_tools.a19.message

message_of("A20") := data.acgs.agent_tools.a20.message

message_of("A21") := data.acgs.agent_tools.a21.message

message_of("A22") := data.acgs.agent_tools.a22.message

message_of("A23") := data.acgs.agent_tools.a23.message

message_of("A24") := data.acgs.agent_tools.a24.message
