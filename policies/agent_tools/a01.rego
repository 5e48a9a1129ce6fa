# METADATA
# title: "What is called, by whom and on what is known"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A01"
#   digest: "783ea72d1563474cb4e385b5cff4d12dbefde07d727777dfdce9183aab57486e"
package acgs.agent_tools.a01

default bites := true

bites := false if {
	input.v == 1
	input.domain == "agent_tools"
	input.call.server_pinned == true
	input.call.tool_known == true
	input.call.category in ["read", "write", "delete", "exec", "network", "message", "payment", "deploy", "install", "database"]
	not input.call.sha256 == ""
	not input.call.server == ""
	not input.call.tool == ""
	input.resource.class in ["public", "internal", "confidential", "restricted"]
	_ = input.approvals
	_ = input.time
	_ = input.gateway
	input.resource.env in ["dev", "test", "staging", "prod"]
	not input.session.goal_sha256 == ""
	not input.actor.key == ""
	not input.actor.on_behalf_of == ""
	texts := concat("", [input.call.sha256, input.call.server, input.call.tool, input.session.goal_sha256, input.actor.key, input.actor.on_behalf_of])
	not contains(texts, "\u0000")
}

message := concat("", [shown1, "/", shown3, " is not a known tool of a pinned server, or a fact is missing or unknown"])

default shown1 := "‹missing›"

shown1 := v1 if {
	v1 := input.call.server
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.server

default shown3 := "‹missing›"

shown3 := v1 if {
	v1 := input.call.tool
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.tool
