# METADATA
# title: "Programs and flags come from a closed set"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A17"
#   digest: "1a0e62e5f79ff323d33b87fd8deac8ca097581b06bf8fd012cfd36282ccaf76d"
package acgs.agent_tools.a17

default bites := true

bites := false if {
	not input.call.category == "exec"
	contains(input.call.category, "\u0000") == false
}

bites := false if {
	truth1 == true
	v1 := input.call.argv
	is_array(v1)
	count(v1) <= 16
	v1[1] in ["diff", "log", "show", "status"]
	every x_0 in v1 {
		either2(x_0)
	}
}

bites := false if {
	truth1 == false
	v1 := input.call.argv
	is_array(v1)
	count(v1) <= 16
	v1[0] in ["cat", "grep", "head", "ls", "pytest", "wc"]
	every x_0 in v1 {
		either2(x_0)
	}
}

message := concat("", [shown1, "/", shown3, " would run a program or a flag that is not in the closed set"])

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

truth1 if {
	v1 := input.call.argv
	is_array(v1)
	count(v1) <= 16
	input.call.argv[0] == "git"
}

truth1 := false if {
	v1 := input.call.argv
	is_array(v1)
	count(v1) <= 16
	not input.call.argv[0] == "git"
	contains(v1[0], "\u0000") == false
}

either2(x_0) if {
	not startswith(x_0, "-")
	contains(x_0, "\u0000") == false
}

either2(x_0) if x_0 in ["-l", "-n", "-q", "-r", "-v", "--oneline", "--stat"]
