# METADATA
# title: "Writes stay in the workspace"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A07"
#   digest: "d54eb749322d39bde125270b3e5b57a57d6bb411d64c14f78730e848b878d8da"
package acgs.agent_tools.a07

default bites := true

bites := false if input.call.writes == false

bites := false if {
	input.call.in_workspace == true
	v2 := input.call.paths
	is_array(v2)
	count(v2) <= 16
	v1 := count(v2)
	v1 > 0
	every p_0 in v2 {
		not endswith(p_0, "/..")
		startswith(p_0, "/")
		not contains(p_0, "/../")
		contains(p_0, "\u0000") == false
	}
}

message := concat("", [shown1, "/", shown3, " writes outside the workspace of its task"])

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
