# METADATA
# title: "Agents do not change what governs them"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A06"
#   digest: "ef9cedceeda97029cf944fd8a4c0740c2aa5af12d7bf52092690dc5790ff017b"
package acgs.agent_tools.a06

default bites := true

bites := false if input.call.writes == false

bites := false if {
	v1 := input.call.paths
	is_array(v1)
	count(v1) <= 16
	every p_0 in v1 {
		every place_1 in ["/constitution/", "/policies/", "/hooks/", "/.git/", "/.gnupg/", "/.ssh/", "/audit/"] {
			not contains(p_0, place_1)
			contains(p_0, "\u0000") == false
		}
	}
}

message := "an agent may not change the constitution, policies, hooks, keys, history or audit data"
