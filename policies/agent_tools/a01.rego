# METADATA
# title: "Every fact is known"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A01"
#   digest: "b853c502b3c2be39e15469f43872998eb9f2846cf8d9b033f07d35b5a2b5fa6e"
package acgs.agent_tools.a01

default bites := true

bites := false if {
	input.v == 1
	input.domain == "agent_tools"
	input.call.server_pinned == true
	input.call.tool_known == true
	contains(concat("", [input.call.server, input.call.tool, input.call.sha256, input.actor.key, input.actor.on_behalf_of, input.session.goal_sha256]), "\u0000") == false
	input.call.server != ""
	input.call.tool != ""
	input.call.sha256 != ""
	input.call.category in ["read", "write", "delete", "exec", "network", "message", "payment", "deploy", "install", "database"]
	input.actor.key != ""
	input.actor.on_behalf_of != ""
	input.session.goal_sha256 != ""
	input.resource.env in ["dev", "test", "staging", "prod"]
	input.resource.class in ["public", "internal", "confidential", "restricted"]
	_ = input.approvals
	_ = input.time
	_ = input.gateway
}

message := concat("", [shown1, "/", shown3, " is not a known tool of a pinned server, or a fact is missing or unknown"])

default shown1 := "‹missing›"

shown1 := input.call.server if is_text(input.call.server)

shown1 := "‹mistyped›" if {
	v1 := input.call.server
	not is_text(v1)
}

default shown3 := "‹missing›"

shown3 := input.call.tool if is_text(input.call.tool)

shown3 := "‹mistyped›" if {
	v1 := input.call.tool
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
