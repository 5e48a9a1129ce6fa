# METADATA
# title: "the examples of agent_tools"
# description: Written by acgs compile; change the principles instead.
package acgs.agent_tools.examples_test

# "a known tool of a pinned server"
test_a01_1 if {
	data.acgs.agent_tools.a01.bites == false with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a known tool that writes"
test_a01_2 if {
	data.acgs.agent_tools.a01.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody pinned this server"
test_a01_3 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"call": {"server_pinned": false, "server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a tool that the gateway does not know"
test_a01_4 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"call": {"tool": "read_anything", "tool_known": false, "server": "files", "category": "read", "sha256": "c4ff", "server_pinned": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a call without a digest, to which no approval could be bound"
test_a01_5 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"call": {"sha256": "", "server": "files", "tool": "read_file", "category": "read", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an agent without a key"
test_a01_6 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"actor": {"key": "", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody set the task"
test_a01_7 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"actor": {"on_behalf_of": "", "key": "F7A6", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a server without a name"
test_a01_8 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"call": {"server": "", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a tool without a name"
test_a01_9 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"call": {"tool": "", "server": "files", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a category that this constitution does not know"
test_a01_10 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"call": {"category": "teleport", "server": "files", "tool": "read_file", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an environment that this constitution does not know"
test_a01_11 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"resource": {"env": "production", "class": "internal", "tenant": "pay"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a later version of the input"
test_a01_12 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"v": 2,
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"domain": "agent_tools",
	}
}

# "the gateway did not say whether the server is pinned"
test_a01_13 if {
	data.acgs.agent_tools.a01.bites == true with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nothing is known at all"
test_a01_14 if {
	data.acgs.agent_tools.a01.bites == true with input as {}
}

# "nobody approved"
test_a02_1 if {
	data.acgs.agent_tools.a02.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a person approved this call"
test_a02_2 if {
	data.acgs.agent_tools.a02.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an agent approved, not a person"
test_a02_3 if {
	data.acgs.agent_tools.a02.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": false, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a person approved another call"
test_a02_4 if {
	data.acgs.agent_tools.a02.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "d00d", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one fitting approval among two is enough"
test_a02_5 if {
	data.acgs.agent_tools.a02.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": false, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}, {"by": "CAFE", "principal": "cy", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "running a program is destructive too"
test_a02_6 if {
	data.acgs.agent_tools.a02.bites == true with input as {
		"call": {"argv": ["ls", "-l"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a program that a person approved"
test_a02_7 if {
	data.acgs.agent_tools.a02.bites == false with input as {
		"call": {"argv": ["ls", "-l"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the list of approvals is missing"
test_a02_8 if {
	data.acgs.agent_tools.a02.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "writing a file destroys nothing that a history could not bring back"
test_a02_9 if {
	data.acgs.agent_tools.a02.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a page from outside was read, and now a message goes out"
test_a03_1 if {
	data.acgs.agent_tools.a03.bites == true with input as {
		"call": {"recipient_count": 1, "external_recipients": 1, "recipients": ["lea@example.com"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"session": {"seen": {"untrusted": true, "secret": false, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a fetch that carries data out"
test_a03_2 if {
	data.acgs.agent_tools.a03.bites == true with input as {
		"call": {"recipients": ["pypi.org"], "server": "web", "tool": "fetch", "category": "network", "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "tags": []},
		"session": {"seen": {"untrusted": true, "secret": false, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"resource": {"host": "pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the same fetch in a clean session"
test_a03_3 if {
	data.acgs.agent_tools.a03.bites == false with input as {
		"call": {"recipients": ["pypi.org"], "server": "web", "tool": "fetch", "category": "network", "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "tags": []},
		"resource": {"host": "pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a message inside the organisation"
test_a03_4 if {
	data.acgs.agent_tools.a03.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": true, "secret": false, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody kept count of what was seen"
test_a03_5 if {
	data.acgs.agent_tools.a03.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "tags": []},
		"resource": {"host": "pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows whether the call leaves"
test_a03_6 if {
	data.acgs.agent_tools.a03.bites == true with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "tags": []},
		"session": {"seen": {"untrusted": true, "secret": false, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading on is no way out"
test_a03_7 if {
	data.acgs.agent_tools.a03.bites == false with input as {
		"session": {"seen": {"untrusted": true, "secret": false, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a message after a token was read"
test_a04_1 if {
	data.acgs.agent_tools.a04.bites == true with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": false, "secret": true, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a fetch after a token was read"
test_a04_2 if {
	data.acgs.agent_tools.a04.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": false, "secret": true, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"resource": {"host": "pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a message in a session that saw no secret"
test_a04_3 if {
	data.acgs.agent_tools.a04.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a fetch in a session that saw no secret"
test_a04_4 if {
	data.acgs.agent_tools.a04.bites == false with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a message, and nobody knows what the session has seen"
test_a04_5 if {
	data.acgs.agent_tools.a04.bites == true with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": false, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "whether a secret was seen is not a word"
test_a04_6 if {
	data.acgs.agent_tools.a04.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": false, "secret": "no", "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"resource": {"host": "pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "writing a file with a secret in the context"
test_a04_7 if {
	data.acgs.agent_tools.a04.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": false, "secret": true, "pii": false}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the agent's own key"
test_a05_1 if {
	data.acgs.agent_tools.a05.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "F7A6", "principal": "cy", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the agent by another of its keys"
test_a05_2 if {
	data.acgs.agent_tools.a05.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "ida", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the person who set the task"
test_a05_3 if {
	data.acgs.agent_tools.a05.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "mia", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an agent further up the chain of delegation"
test_a05_4 if {
	data.acgs.agent_tools.a05.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"delegator_roles": ["developer"], "principals": ["ida", "otto"], "depth": 1, "key": "F7A6", "on_behalf_of": "mia", "roles": ["developer"], "tenant": "pay", "trust": 70},
		"approvals": [{"by": "B0B0", "principal": "otto", "role": "maintainer", "human": false, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}, {"by": "CAFE", "principal": "cy", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "somebody else"
test_a05_5 if {
	data.acgs.agent_tools.a05.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "two others"
test_a05_6 if {
	data.acgs.agent_tools.a05.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}, {"by": "CAFE", "principal": "cy", "role": "finance", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows to whom the approving key belongs"
test_a05_7 if {
	data.acgs.agent_tools.a05.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows for whom the agent speaks"
test_a05_8 if {
	data.acgs.agent_tools.a05.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a call that relies on no approval"
test_a05_9 if {
	data.acgs.agent_tools.a05.bites == false with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a principle"
test_a06_1 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/constitution/agent_tools/A06.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one governed file among others"
test_a06_2 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/README.md", "/srv/task/policies/agent_tools/a06.rego"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the folder as a whole"
test_a06_3 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/constitution/"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a hook in force"
test_a06_4 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/.git/hooks/update"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a hook that waits in the repository"
test_a06_5 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/hooks/pre-commit"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the record of what happened"
test_a06_6 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/audit/2026.log"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a key ring"
test_a06_7 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": false, "paths": ["/home/ida/.gnupg/pubring.kbx"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a key to other machines"
test_a06_8 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/.ssh/id_ed25519"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a file whose name only resembles one"
test_a06_9 if {
	data.acgs.agent_tools.a06.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/docs/constitution.md", "/srv/task/mypolicies/a.rego"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an ordinary file"
test_a06_10 if {
	data.acgs.agent_tools.a06.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading the constitution"
test_a06_11 if {
	data.acgs.agent_tools.a06.bites == false with input as {
		"call": {"paths": ["/srv/task/constitution/agent_tools/A06.md"], "server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows which files"
test_a06_12 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "more files than the list can hold"
test_a06_13 if {
	data.acgs.agent_tools.a06.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i", "/j", "/k", "/l", "/m", "/n", "/o", "/p", "/q"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a file in the workspace"
test_a07_1 if {
	data.acgs.agent_tools.a07.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "several files in the workspace"
test_a07_2 if {
	data.acgs.agent_tools.a07.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/a", "/srv/task/b..c", "/srv/task/..d"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a file elsewhere"
test_a07_3 if {
	data.acgs.agent_tools.a07.bites == true with input as {
		"call": {"in_workspace": false, "paths": ["/etc/hosts"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a path with a step up, whatever the gateway thinks of it"
test_a07_4 if {
	data.acgs.agent_tools.a07.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/../other/a"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a path that ends in a step up"
test_a07_5 if {
	data.acgs.agent_tools.a07.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/.."], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a path that is not absolute"
test_a07_6 if {
	data.acgs.agent_tools.a07.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["work/task/a"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one path among others steps up"
test_a07_7 if {
	data.acgs.agent_tools.a07.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/a", "/srv/task/../other/a"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a write that names no file"
test_a07_8 if {
	data.acgs.agent_tools.a07.bites == true with input as {
		"call": {"in_workspace": true, "paths": [], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows where the files lie"
test_a07_9 if {
	data.acgs.agent_tools.a07.bites == true with input as {
		"call": {"paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading elsewhere"
test_a07_10 if {
	data.acgs.agent_tools.a07.bites == false with input as {
		"call": {"paths": ["/etc/hosts"], "in_workspace": false, "server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a host from the list"
test_a08_1 if {
	data.acgs.agent_tools.a08.bites == false with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a host below a listed domain"
test_a08_2 if {
	data.acgs.agent_tools.a08.bites == false with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "api.github.com", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the listed domain itself"
test_a08_3 if {
	data.acgs.agent_tools.a08.bites == false with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "github.com", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a name that only ends in the same letters"
test_a08_4 if {
	data.acgs.agent_tools.a08.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "notgithub.com", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a listed name as a label of another"
test_a08_5 if {
	data.acgs.agent_tools.a08.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "github.com.example.net", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a host below a name that is listed alone"
test_a08_6 if {
	data.acgs.agent_tools.a08.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "mirror.pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a name that was not normalised"
test_a08_7 if {
	data.acgs.agent_tools.a08.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "GitHub.com", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a call to nowhere known"
test_a08_8 if {
	data.acgs.agent_tools.a08.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a message goes to people, not to hosts"
test_a08_9 if {
	data.acgs.agent_tools.a08.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the limit is exclusive"
test_a09_1 if {
	data.acgs.agent_tools.a09.bites == false with input as {
		"call": {"amount_cents": 100000, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one cent above the limit, and nobody approved"
test_a09_2 if {
	data.acgs.agent_tools.a09.bites == true with input as {
		"call": {"amount_cents": 100001, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "second approver missing"
test_a09_3 if {
	data.acgs.agent_tools.a09.bites == true with input as {
		"call": {"amount_cents": 100001, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "two approvers of one role"
test_a09_4 if {
	data.acgs.agent_tools.a09.bites == true with input as {
		"call": {"amount_cents": 250000, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}, {"by": "CAFE", "principal": "cy", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one approver in two roles"
test_a09_5 if {
	data.acgs.agent_tools.a09.bites == true with input as {
		"call": {"amount_cents": 250000, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}, {"by": "B0B0", "principal": "bo", "role": "finance", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "two approvers of different roles"
test_a09_6 if {
	data.acgs.agent_tools.a09.bites == false with input as {
		"call": {"amount_cents": 250000, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}, {"by": "CAFE", "principal": "cy", "role": "finance", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "in dev no money moves"
test_a09_7 if {
	data.acgs.agent_tools.a09.bites == false with input as {
		"call": {"amount_cents": 250000, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "dev", "class": "internal", "tenant": "pay"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a payment whose amount nobody stated"
test_a09_8 if {
	data.acgs.agent_tools.a09.bites == true with input as {
		"call": {"server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an amount that is not a number"
test_a09_9 if {
	data.acgs.agent_tools.a09.bites == true with input as {
		"call": {"amount_cents": "100000", "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading a file is no payment"
test_a09_10 if {
	data.acgs.agent_tools.a09.bites == false with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the two hundredth call"
test_a10_1 if {
	data.acgs.agent_tools.a10.bites == false with input as {
		"session": {"calls": 200, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the two hundred and first"
test_a10_2 if {
	data.acgs.agent_tools.a10.bites == true with input as {
		"session": {"calls": 201, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a payment that uses up the budget to the cent"
test_a10_3 if {
	data.acgs.agent_tools.a10.bites == false with input as {
		"call": {"amount_cents": 50000, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"spend_cents": 450000, "calls": 17, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a payment one cent beyond it"
test_a10_4 if {
	data.acgs.agent_tools.a10.bites == true with input as {
		"call": {"amount_cents": 50001, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"spend_cents": 450000, "calls": 17, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a negative amount, which would refill the budget"
test_a10_5 if {
	data.acgs.agent_tools.a10.bites == true with input as {
		"call": {"amount_cents": -1, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a payment of nothing"
test_a10_6 if {
	data.acgs.agent_tools.a10.bites == false with input as {
		"call": {"amount_cents": 0, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a sum too large to be a number"
test_a10_7 if {
	data.acgs.agent_tools.a10.bites == true with input as {
		"call": {"amount_cents": 9223372036854775807, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody counts what the session spends"
test_a10_8 if {
	data.acgs.agent_tools.a10.bites == true with input as {
		"call": {"amount_cents": 100, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a call without an amount, the money spent"
test_a10_9 if {
	data.acgs.agent_tools.a10.bites == false with input as {
		"session": {"spend_cents": 500000, "calls": 17, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the first hour of the window"
test_a11_1 if {
	data.acgs.agent_tools.a11.bites == false with input as {
		"call": {"server": "ci", "tool": "deploy", "category": "deploy", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"time": {"weekday": 1, "hour": 9, "unix": 1780394400},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the last hour of the window"
test_a11_2 if {
	data.acgs.agent_tools.a11.bites == false with input as {
		"call": {"server": "ci", "tool": "deploy", "category": "deploy", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"time": {"weekday": 4, "hour": 15, "unix": 1780394400},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an hour too early"
test_a11_3 if {
	data.acgs.agent_tools.a11.bites == true with input as {
		"call": {"server": "ci", "tool": "deploy", "category": "deploy", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"time": {"weekday": 1, "hour": 8, "unix": 1780394400},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the hour when the window has closed"
test_a11_4 if {
	data.acgs.agent_tools.a11.bites == true with input as {
		"call": {"server": "ci", "tool": "deploy", "category": "deploy", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"time": {"weekday": 4, "hour": 16, "unix": 1780394400},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "on a Friday"
test_a11_5 if {
	data.acgs.agent_tools.a11.bites == true with input as {
		"call": {"server": "ci", "tool": "deploy", "category": "deploy", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"time": {"weekday": 5, "unix": 1780394400, "hour": 12},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading from production at night"
test_a11_6 if {
	data.acgs.agent_tools.a11.bites == false with input as {
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"time": {"hour": 3, "unix": 1780394400, "weekday": 2},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "staging at night"
test_a11_7 if {
	data.acgs.agent_tools.a11.bites == false with input as {
		"call": {"server": "ci", "tool": "deploy", "category": "deploy", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"time": {"hour": 3, "unix": 1780394400, "weekday": 2},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows the hour"
test_a11_8 if {
	data.acgs.agent_tools.a11.bites == true with input as {
		"call": {"server": "ci", "tool": "deploy", "category": "deploy", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows whether the call only reads"
test_a11_9 if {
	data.acgs.agent_tools.a11.bites == true with input as {
		"call": {"server": "ci", "tool": "deploy", "category": "deploy", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"env": "prod", "class": "internal", "tenant": "pay"},
		"time": {"hour": 3, "unix": 1780394400, "weekday": 2},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "confidential data to a named recipient"
test_a12_1 if {
	data.acgs.agent_tools.a12.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 1, "recipients": ["audit@example.com"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"resource": {"named_recipients": ["audit@example.com", "tax@example.com"], "class": "confidential", "env": "staging", "tenant": "pay"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one recipient is not named"
test_a12_2 if {
	data.acgs.agent_tools.a12.bites == true with input as {
		"call": {"recipient_count": 2, "external_recipients": 2, "recipients": ["audit@example.com", "leak@example.com"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"resource": {"named_recipients": ["audit@example.com"], "class": "confidential", "env": "staging", "tenant": "pay"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "restricted data, even to a named recipient"
test_a12_3 if {
	data.acgs.agent_tools.a12.bites == true with input as {
		"call": {"recipient_count": 1, "external_recipients": 1, "recipients": ["audit@example.com"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"resource": {"named_recipients": ["audit@example.com"], "class": "restricted", "env": "staging", "tenant": "pay"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "confidential data to nobody in particular"
test_a12_4 if {
	data.acgs.agent_tools.a12.bites == true with input as {
		"call": {"recipient_count": 0, "external_recipients": 0, "recipients": [], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"resource": {"named_recipients": ["audit@example.com"], "class": "confidential", "env": "staging", "tenant": "pay"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody is named"
test_a12_5 if {
	data.acgs.agent_tools.a12.bites == true with input as {
		"call": {"recipient_count": 1, "external_recipients": 1, "recipients": ["audit@example.com"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"resource": {"class": "confidential", "env": "staging", "tenant": "pay"},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows who receives it"
test_a12_6 if {
	data.acgs.agent_tools.a12.bites == true with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "tags": []},
		"resource": {"host": "pypi.org", "named_recipients": ["pypi.org"], "class": "confidential", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "internal data goes out"
test_a12_7 if {
	data.acgs.agent_tools.a12.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 1, "recipients": ["lea@example.com"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "restricted data stays inside"
test_a12_8 if {
	data.acgs.agent_tools.a12.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"class": "restricted", "env": "staging", "tenant": "pay"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "ten recipients inside"
test_a13_1 if {
	data.acgs.agent_tools.a13.bites == false with input as {
		"call": {"recipient_count": 10, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "eleven recipients inside"
test_a13_2 if {
	data.acgs.agent_tools.a13.bites == true with input as {
		"call": {"recipient_count": 11, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "eleven recipients, approved"
test_a13_3 if {
	data.acgs.agent_tools.a13.bites == false with input as {
		"call": {"recipient_count": 11, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one recipient outside"
test_a13_4 if {
	data.acgs.agent_tools.a13.bites == true with input as {
		"call": {"recipient_count": 1, "external_recipients": 1, "recipients": ["lea@example.com"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one recipient outside, approved"
test_a13_5 if {
	data.acgs.agent_tools.a13.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 1, "recipients": ["lea@example.com"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "leaves_organisation": true, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "approved by an agent"
test_a13_6 if {
	data.acgs.agent_tools.a13.bites == true with input as {
		"call": {"recipient_count": 11, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": false, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "another message was approved"
test_a13_7 if {
	data.acgs.agent_tools.a13.bites == true with input as {
		"call": {"recipient_count": 11, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "d00d", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody counted the recipients"
test_a13_8 if {
	data.acgs.agent_tools.a13.bites == true with input as {
		"call": {"external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a fetch has no recipients"
test_a13_9 if {
	data.acgs.agent_tools.a13.bites == false with input as {
		"call": {"server": "web", "tool": "fetch", "category": "network", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"resource": {"host": "pypi.org", "class": "public", "tenant": "shared", "env": "staging"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a result with personal data in clear"
test_a14_1 if {
	data.acgs.agent_tools.a14.bites == true with input as {
		"call": {"output_masked": false, "tags": ["personal_data"], "server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the same result, masked"
test_a14_2 if {
	data.acgs.agent_tools.a14.bites == false with input as {
		"call": {"output_masked": true, "tags": ["personal_data"], "server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a message after personal data was read"
test_a14_3 if {
	data.acgs.agent_tools.a14.bites == true with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "output_masked": false, "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": false, "secret": false, "pii": true}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a masked message after personal data was read"
test_a14_4 if {
	data.acgs.agent_tools.a14.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "output_masked": true, "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": false, "secret": false, "pii": true}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows whether it is masked"
test_a14_5 if {
	data.acgs.agent_tools.a14.bites == true with input as {
		"call": {"tags": ["personal_data"], "server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody classified the call"
test_a14_6 if {
	data.acgs.agent_tools.a14.bites == true with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a result without personal data"
test_a14_7 if {
	data.acgs.agent_tools.a14.bites == false with input as {
		"call": {"output_masked": false, "server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a file is written after personal data was read"
test_a14_8 if {
	data.acgs.agent_tools.a14.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"session": {"seen": {"untrusted": false, "secret": false, "pii": true}, "calls": 17, "spend_cents": 1250, "goal_sha256": "a0b1"},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "just enough trust"
test_a15_1 if {
	data.acgs.agent_tools.a15.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"trust": 40, "key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one per cent too little"
test_a15_2 if {
	data.acgs.agent_tools.a15.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"trust": 39, "key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "no trust at all"
test_a15_3 if {
	data.acgs.agent_tools.a15.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"trust": 0, "key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading without any trust"
test_a15_4 if {
	data.acgs.agent_tools.a15.bites == false with input as {
		"actor": {"trust": 0, "key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "depth": 0},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody measured the trust"
test_a15_5 if {
	data.acgs.agent_tools.a15.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "trust in words"
test_a15_6 if {
	data.acgs.agent_tools.a15.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"trust": "high", "key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "full trust"
test_a15_7 if {
	data.acgs.agent_tools.a15.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"trust": 100, "key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "handed on twice, with fewer roles"
test_a16_1 if {
	data.acgs.agent_tools.a16.bites == false with input as {
		"actor": {"delegator_roles": ["developer", "maintainer"], "principals": ["ida", "otto", "uwe"], "depth": 2, "key": "F7A6", "on_behalf_of": "mia", "roles": ["developer"], "tenant": "pay", "trust": 70},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "handed on three times"
test_a16_2 if {
	data.acgs.agent_tools.a16.bites == true with input as {
		"actor": {"delegator_roles": ["developer", "maintainer"], "principals": ["ida", "otto", "uwe", "zoe"], "depth": 3, "key": "F7A6", "on_behalf_of": "mia", "roles": ["developer"], "tenant": "pay", "trust": 70},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a role that the delegator does not hold"
test_a16_3 if {
	data.acgs.agent_tools.a16.bites == true with input as {
		"actor": {"delegator_roles": ["developer"], "principals": ["ida", "otto"], "roles": ["developer", "maintainer"], "depth": 1, "key": "F7A6", "on_behalf_of": "mia", "tenant": "pay", "trust": 70},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the same roles"
test_a16_4 if {
	data.acgs.agent_tools.a16.bites == false with input as {
		"actor": {"delegator_roles": ["developer"], "principals": ["ida", "otto"], "depth": 1, "key": "F7A6", "on_behalf_of": "mia", "roles": ["developer"], "tenant": "pay", "trust": 70},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a delegate without any role"
test_a16_5 if {
	data.acgs.agent_tools.a16.bites == false with input as {
		"actor": {"delegator_roles": ["developer"], "principals": ["ida", "otto"], "roles": [], "depth": 1, "key": "F7A6", "on_behalf_of": "mia", "tenant": "pay", "trust": 70},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows the roles of the delegator"
test_a16_6 if {
	data.acgs.agent_tools.a16.bites == true with input as {
		"actor": {"principals": ["ida", "otto"], "depth": 1, "key": "F7A6", "on_behalf_of": "mia", "roles": ["developer"], "tenant": "pay", "trust": 70},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a depth below nothing"
test_a16_7 if {
	data.acgs.agent_tools.a16.bites == true with input as {
		"actor": {"delegator_roles": ["developer"], "depth": -1, "key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an agent to which nothing was delegated"
test_a16_8 if {
	data.acgs.agent_tools.a16.bites == false with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a program that only looks"
test_a17_1 if {
	data.acgs.agent_tools.a17.bites == false with input as {
		"call": {"argv": ["ls", "-l", "/srv/task"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "git, to look at the history"
test_a17_2 if {
	data.acgs.agent_tools.a17.bites == false with input as {
		"call": {"argv": ["git", "log", "--oneline", "-n", "5"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "another program"
test_a17_3 if {
	data.acgs.agent_tools.a17.bites == true with input as {
		"call": {"argv": ["curl", "example.com"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a flag that is not in the set"
test_a17_4 if {
	data.acgs.agent_tools.a17.bites == true with input as {
		"call": {"argv": ["git", "log", "--output=/etc/hosts"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "git, to change something"
test_a17_5 if {
	data.acgs.agent_tools.a17.bites == true with input as {
		"call": {"argv": ["git", "push"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "git without a word of what to do"
test_a17_6 if {
	data.acgs.agent_tools.a17.bites == true with input as {
		"call": {"argv": ["git"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a program without arguments"
test_a17_7 if {
	data.acgs.agent_tools.a17.bites == false with input as {
		"call": {"argv": ["ls"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a program by its path"
test_a17_8 if {
	data.acgs.agent_tools.a17.bites == true with input as {
		"call": {"argv": ["/tmp/ls"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one string for a shell"
test_a17_9 if {
	data.acgs.agent_tools.a17.bites == true with input as {
		"call": {"argv": "ls -l", "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nothing to run"
test_a17_10 if {
	data.acgs.agent_tools.a17.bites == true with input as {
		"call": {"argv": [], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows what is to run"
test_a17_11 if {
	data.acgs.agent_tools.a17.bites == true with input as {
		"call": {"server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "deleting a ticket runs no program"
test_a17_12 if {
	data.acgs.agent_tools.a17.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a tool that runs no program"
test_a17_13 if {
	data.acgs.agent_tools.a17.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "from the pinned index, with hashes"
test_a18_1 if {
	data.acgs.agent_tools.a18.bites == false with input as {
		"call": {"index_pinned": true, "hash_pinned": true, "server": "packages", "tool": "install", "category": "install", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "from another index"
test_a18_2 if {
	data.acgs.agent_tools.a18.bites == true with input as {
		"call": {"index_pinned": false, "hash_pinned": true, "server": "packages", "tool": "install", "category": "install", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "without a hash"
test_a18_3 if {
	data.acgs.agent_tools.a18.bites == true with input as {
		"call": {"index_pinned": true, "hash_pinned": false, "server": "packages", "tool": "install", "category": "install", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "neither"
test_a18_4 if {
	data.acgs.agent_tools.a18.bites == true with input as {
		"call": {"index_pinned": false, "hash_pinned": false, "server": "packages", "tool": "install", "category": "install", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody looked at the index"
test_a18_5 if {
	data.acgs.agent_tools.a18.bites == true with input as {
		"call": {"hash_pinned": true, "server": "packages", "tool": "install", "category": "install", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a hash instead of whether there is one"
test_a18_6 if {
	data.acgs.agent_tools.a18.bites == true with input as {
		"call": {"index_pinned": true, "hash_pinned": "sha256", "server": "packages", "tool": "install", "category": "install", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading a file installs nothing"
test_a18_7 if {
	data.acgs.agent_tools.a18.bites == false with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a question"
test_a19_1 if {
	data.acgs.agent_tools.a19.bites == false with input as {
		"call": {"statement_class": "select", "server": "warehouse", "tool": "query", "category": "database", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an update by hand"
test_a19_2 if {
	data.acgs.agent_tools.a19.bites == true with input as {
		"call": {"statement_class": "update", "server": "warehouse", "tool": "query", "category": "database", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an update by the migration tool"
test_a19_3 if {
	data.acgs.agent_tools.a19.bites == false with input as {
		"call": {"statement_class": "update", "server": "migrations", "tool": "apply", "category": "database", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a table dropped by hand"
test_a19_4 if {
	data.acgs.agent_tools.a19.bites == true with input as {
		"call": {"statement_class": "ddl", "server": "warehouse", "tool": "query", "category": "database", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a statement that the gateway cannot read, even by the migration tool"
test_a19_5 if {
	data.acgs.agent_tools.a19.bites == true with input as {
		"call": {"statement_class": "other", "server": "migrations", "tool": "apply", "category": "database", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody classified the statement"
test_a19_6 if {
	data.acgs.agent_tools.a19.bites == true with input as {
		"call": {"server": "warehouse", "tool": "query", "category": "database", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a class that this constitution does not know"
test_a19_7 if {
	data.acgs.agent_tools.a19.bites == true with input as {
		"call": {"statement_class": "merge", "server": "migrations", "tool": "apply", "category": "database", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "deleting something else"
test_a19_8 if {
	data.acgs.agent_tools.a19.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the agent's own tenant"
test_a20_1 if {
	data.acgs.agent_tools.a20.bites == false with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "another tenant"
test_a20_2 if {
	data.acgs.agent_tools.a20.bites == true with input as {
		"resource": {"tenant": "tax", "env": "staging", "class": "internal"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a name that differs only in case"
test_a20_3 if {
	data.acgs.agent_tools.a20.bites == true with input as {
		"resource": {"tenant": "Pay", "env": "staging", "class": "internal"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "what belongs to all"
test_a20_4 if {
	data.acgs.agent_tools.a20.bites == false with input as {
		"resource": {"tenant": "shared", "env": "staging", "class": "internal"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an agent of the shared tenant is no master key"
test_a20_5 if {
	data.acgs.agent_tools.a20.bites == true with input as {
		"actor": {"tenant": "shared", "key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "trust": 70, "depth": 0},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows whose it is"
test_a20_6 if {
	data.acgs.agent_tools.a20.bites == true with input as {
		"resource": {"env": "staging", "class": "internal"},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows whose agent it is"
test_a20_7 if {
	data.acgs.agent_tools.a20.bites == true with input as {
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "trust": 70, "depth": 0},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a message about one's own"
test_a20_8 if {
	data.acgs.agent_tools.a20.bites == false with input as {
		"call": {"recipient_count": 1, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "fifteen minutes old"
test_a21_1 if {
	data.acgs.agent_tools.a21.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 900, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a second older"
test_a21_2 if {
	data.acgs.agent_tools.a21.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 901, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "used before"
test_a21_3 if {
	data.acgs.agent_tools.a21.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": true}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "given just now"
test_a21_4 if {
	data.acgs.agent_tools.a21.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 0, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one of two is too old"
test_a21_5 if {
	data.acgs.agent_tools.a21.bites == true with input as {
		"call": {"amount_cents": 250000, "server": "bank", "tool": "pay", "category": "payment", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}, {"by": "CAFE", "principal": "cy", "role": "finance", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 3600, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "given in the future"
test_a21_6 if {
	data.acgs.agent_tools.a21.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": -1, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows whether it was used"
test_a21_7 if {
	data.acgs.agent_tools.a21.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a call that relies on no approval"
test_a21_8 if {
	data.acgs.agent_tools.a21.bites == false with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "approved under the present goal"
test_a22_1 if {
	data.acgs.agent_tools.a22.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "approved under another goal"
test_a22_2 if {
	data.acgs.agent_tools.a22.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "beef", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "the goal changed after the approval"
test_a22_3 if {
	data.acgs.agent_tools.a22.bites == true with input as {
		"call": {"argv": ["ls"], "server": "shell", "tool": "run", "category": "exec", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"goal_sha256": "beef", "calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one of two was given under another goal"
test_a22_4 if {
	data.acgs.agent_tools.a22.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}, {"by": "CAFE", "principal": "cy", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "beef", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows the goal"
test_a22_5 if {
	data.acgs.agent_tools.a22.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "no approval that could be outdated"
test_a22_6 if {
	data.acgs.agent_tools.a22.bites == false with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a message that was approved under another goal destroys nothing"
test_a22_7 if {
	data.acgs.agent_tools.a22.bites == false with input as {
		"call": {"recipient_count": 11, "external_recipients": 0, "recipients": ["lea@example.org"], "server": "mail", "tool": "send", "category": "message", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "beef", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading after the goal changed"
test_a22_8 if {
	data.acgs.agent_tools.a22.bites == false with input as {
		"session": {"goal_sha256": "beef", "calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a credit decision by an agent alone"
test_a23_1 if {
	data.acgs.agent_tools.a23.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "tags": ["credit"], "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a credit decision that a case officer took"
test_a23_2 if {
	data.acgs.agent_tools.a23.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "tags": ["credit"], "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "case_officer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "approved in another role"
test_a23_3 if {
	data.acgs.agent_tools.a23.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "tags": ["health"], "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "approved by an agent in that role"
test_a23_4 if {
	data.acgs.agent_tools.a23.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "tags": ["employment"], "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "case_officer", "human": false, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "another decision was approved"
test_a23_5 if {
	data.acgs.agent_tools.a23.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "tags": ["employment"], "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "case_officer", "human": true, "call_sha256": "d00d", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "one such tag among others"
test_a23_6 if {
	data.acgs.agent_tools.a23.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "tags": ["marketing", "health"], "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a tag that is not a word"
test_a23_7 if {
	data.acgs.agent_tools.a23.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "tags": [7], "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a decision about something else"
test_a23_8 if {
	data.acgs.agent_tools.a23.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "tags": ["marketing"], "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a call about nothing in particular"
test_a23_9 if {
	data.acgs.agent_tools.a23.bites == false with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a write after the switch was pulled"
test_a24_1 if {
	data.acgs.agent_tools.a24.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"gateway": {"stopped": true},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "an approved deletion too"
test_a24_2 if {
	data.acgs.agent_tools.a24.bites == true with input as {
		"call": {"server": "tickets", "tool": "delete_ticket", "category": "delete", "read_only": false, "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"approvals": [{"by": "B0B0", "principal": "bo", "role": "maintainer", "human": true, "call_sha256": "c4ff", "goal_sha256": "a0b1", "age_s": 120, "used": false}],
		"gateway": {"stopped": true},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "reading goes on"
test_a24_3 if {
	data.acgs.agent_tools.a24.bites == false with input as {
		"gateway": {"stopped": true},
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "read_only": true, "writes": false, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "a write while the gateway runs"
test_a24_4 if {
	data.acgs.agent_tools.a24.bites == false with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"gateway": {"stopped": false},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows whether the gateway is stopped"
test_a24_5 if {
	data.acgs.agent_tools.a24.bites == true with input as {
		"call": {"in_workspace": true, "paths": ["/srv/task/notes.md"], "tool": "write_file", "category": "write", "read_only": false, "writes": true, "server": "files", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "leaves_organisation": false, "tags": []},
		"gateway": {},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"v": 1,
		"domain": "agent_tools",
	}
}

# "nobody knows whether the call only reads"
test_a24_6 if {
	data.acgs.agent_tools.a24.bites == true with input as {
		"call": {"server": "files", "tool": "read_file", "category": "read", "sha256": "c4ff", "server_pinned": true, "tool_known": true, "writes": false, "leaves_organisation": false, "tags": []},
		"gateway": {"stopped": true},
		"actor": {"key": "F7A6", "on_behalf_of": "mia", "principals": ["ida"], "roles": ["developer"], "tenant": "pay", "trust": 70, "depth": 0},
		"session": {"calls": 17, "spend_cents": 1250, "seen": {"untrusted": false, "secret": false, "pii": false}, "goal_sha256": "a0b1"},
		"resource": {"env": "staging", "class": "internal", "tenant": "pay"},
		"approvals": [],
		"time": {"unix": 1780394400, "weekday": 2, "hour": 12},
		"v": 1,
		"domain": "agent_tools",
	}
}
