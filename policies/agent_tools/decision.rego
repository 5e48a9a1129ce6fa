package acgs.agent_tools

# METADATA
# title: "the decision of agent_tools"
# description: Written by acgs compile; change the principles instead.
decision := {"allow": allow, "violations": violations, "warnings": set()}

default allow := false

allow if count(violations) == 0

violations contains {"id": "A01", "message": data.acgs.agent_tools.a01.message} if data.acgs.agent_tools.a01.bites

violations contains {"id": "A02", "message": data.acgs.agent_tools.a02.message} if {
	input.call.category == "delete"
	data.acgs.agent_tools.a02.bites
}

violations contains {"id": "A02", "message": data.acgs.agent_tools.a02.message} if {
	input.call.category == "exec"
	data.acgs.agent_tools.a02.bites
}

violations contains {"id": "A03", "message": data.acgs.agent_tools.a03.message} if {
	not input.call.leaves_organisation == false
	data.acgs.agent_tools.a03.bites
}

violations contains {"id": "A04", "message": data.acgs.agent_tools.a04.message} if {
	input.call.category == "network"
	data.acgs.agent_tools.a04.bites
}

violations contains {"id": "A04", "message": data.acgs.agent_tools.a04.message} if {
	input.call.category == "message"
	data.acgs.agent_tools.a04.bites
}

violations contains {"id": "A05", "message": data.acgs.agent_tools.a05.message} if {
	not input.approvals == []
	data.acgs.agent_tools.a05.bites
}

violations contains {"id": "A06", "message": data.acgs.agent_tools.a06.message} if {
	not input.call.writes == false
	data.acgs.agent_tools.a06.bites
}

violations contains {"id": "A07", "message": data.acgs.agent_tools.a07.message} if {
	not input.call.writes == false
	data.acgs.agent_tools.a07.bites
}

violations contains {"id": "A08", "message": data.acgs.agent_tools.a08.message} if {
	input.call.category == "network"
	data.acgs.agent_tools.a08.bites
}

violations contains {"id": "A09", "message": data.acgs.agent_tools.a09.message} if {
	input.call.category == "payment"
	data.acgs.agent_tools.a09.bites
}

violations contains {"id": "A10", "message": data.acgs.agent_tools.a10.message} if data.acgs.agent_tools.a10.bites

violations contains {"id": "A11", "message": data.acgs.agent_tools.a11.message} if {
	input.resource.env == "prod"
	data.acgs.agent_tools.a11.bites
}

violations contains {"id": "A12", "message": data.acgs.agent_tools.a12.message} if {
	input.resource.class == "confidential"
	data.acgs.agent_tools.a12.bites
}

violations contains {"id": "A12", "message": data.acgs.agent_tools.a12.message} if {
	input.resource.class == "restricted"
	data.acgs.agent_tools.a12.bites
}

violations contains {"id": "A13", "message": data.acgs.agent_tools.a13.message} if {
	input.call.category == "message"
	data.acgs.agent_tools.a13.bites
}

violations contains {"id": "A14", "message": data.acgs.agent_tools.a14.message} if {
	input.call.category == "message"
	data.acgs.agent_tools.a14.bites
}

violations contains {"id": "A14", "message": data.acgs.agent_tools.a14.message} if {
	not input.call.tags == []
	data.acgs.agent_tools.a14.bites
}

violations contains {"id": "A15", "message": data.acgs.agent_tools.a15.message} if {
	not input.call.read_only == true
	data.acgs.agent_tools.a15.bites
}

violations contains {"id": "A16", "message": data.acgs.agent_tools.a16.message} if {
	not input.actor.depth == 0
	data.acgs.agent_tools.a16.bites
}

violations contains {"id": "A17", "message": data.acgs.agent_tools.a17.message} if {
	input.call.category == "exec"
	data.acgs.agent_tools.a17.bites
}

violations contains {"id": "A18", "message": data.acgs.agent_tools.a18.message} if {
	input.call.category == "install"
	data.acgs.agent_tools.a18.bites
}

violations contains {"id": "A19", "message": data.acgs.agent_tools.a19.message} if {
	input.call.category == "database"
	data.acgs.agent_tools.a19.bites
}

violations contains {"id": "A20", "message": data.acgs.agent_tools.a20.message} if {
	not input.resource.tenant == "shared"
	data.acgs.agent_tools.a20.bites
}

violations contains {"id": "A21", "message": data.acgs.agent_tools.a21.message} if {
	not input.approvals == []
	data.acgs.agent_tools.a21.bites
}

violations contains {"id": "A22", "message": data.acgs.agent_tools.a22.message} if {
	input.call.category == "delete"
	data.acgs.agent_tools.a22.bites
}

violations contains {"id": "A22", "message": data.acgs.agent_tools.a22.message} if {
	input.call.category == "exec"
	data.acgs.agent_tools.a22.bites
}

violations contains {"id": "A23", "message": data.acgs.agent_tools.a23.message} if {
	not input.call.tags == []
	data.acgs.agent_tools.a23.bites
}

violations contains {"id": "A24", "message": data.acgs.agent_tools.a24.message} if {
	not input.gateway.stopped == false
	data.acgs.agent_tools.a24.bites
}

violations contains finding if {
	not facts_are_known
	some finding in chosen_violations
}

chosen_violations contains {"id": "A02", "message": data.acgs.agent_tools.a02.message} if data.acgs.agent_tools.a02.bites

chosen_violations contains {"id": "A04", "message": data.acgs.agent_tools.a04.message} if data.acgs.agent_tools.a04.bites

chosen_violations contains {"id": "A08", "message": data.acgs.agent_tools.a08.message} if data.acgs.agent_tools.a08.bites

chosen_violations contains {"id": "A09", "message": data.acgs.agent_tools.a09.message} if data.acgs.agent_tools.a09.bites

chosen_violations contains {"id": "A11", "message": data.acgs.agent_tools.a11.message} if data.acgs.agent_tools.a11.bites

chosen_violations contains {"id": "A12", "message": data.acgs.agent_tools.a12.message} if data.acgs.agent_tools.a12.bites

chosen_violations contains {"id": "A13", "message": data.acgs.agent_tools.a13.message} if data.acgs.agent_tools.a13.bites

chosen_violations contains {"id": "A14", "message": data.acgs.agent_tools.a14.message} if data.acgs.agent_tools.a14.bites

chosen_violations contains {"id": "A17", "message": data.acgs.agent_tools.a17.message} if data.acgs.agent_tools.a17.bites

chosen_violations contains {"id": "A18", "message": data.acgs.agent_tools.a18.message} if data.acgs.agent_tools.a18.bites

chosen_violations contains {"id": "A19", "message": data.acgs.agent_tools.a19.message} if data.acgs.agent_tools.a19.bites

chosen_violations contains {"id": "A22", "message": data.acgs.agent_tools.a22.message} if data.acgs.agent_tools.a22.bites

facts_are_known if {
	texts := concat("", [input.call.category, input.resource.env, input.resource.class])
	not contains(texts, "\u0000")
}
