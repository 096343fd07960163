"""The rules of an xAPI statement, written down from the published specification: xAPI 1.0.3, part two.

Source: github.com/adlnet/xAPI-Spec, xAPI-Data.md; the section stands beside each rule. Only what this project can send is
allowed: a statement with anything else in it is wrong here, too.
"""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")  # 2.4.1, RFC 4122 variant 2
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # 4.2, RFC 5646
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,}(?:Z|[+-]\d\d:\d\d)")  # 4.5, RFC 3339 with milliseconds and zone


def problems(statement) -> list[str]:
    """Return what a record store would refuse a statement for."""
    found = []

    def need(right, rule):
        if not right:
            found.append(rule)

    def iri(text):
        return isinstance(text, str) and bool(urlsplit(text).scheme and (urlsplit(text).netloc or ":" in text)) and not re.search(r"\s", text)

    def language_map(value, rule):
        right = isinstance(value, dict) and value and all(_TAG.fullmatch(k) and isinstance(v, str) and v for k, v in value.items())
        need(right, f"4.2 language map: {rule}")

    def activity(value, rule):
        if not isinstance(value, dict):
            found.append(f"2.4.4.1 an activity is an object: {rule}")
            return
        need(set(value) <= {"objectType", "id", "definition"}, f"2.4.4.1 activity: {rule}")
        need(value.get("objectType", "Activity") == "Activity", f"2.4.4.1 objectType: {rule}")
        need(iri(value.get("id")), f"2.4.4.1 activity id is an IRI: {rule}")
        definition = value.get("definition", {})
        need(set(definition) <= {"name", "description", "type", "moreInfo", "extensions"}, f"2.4.4.1 definition: {rule}")
        if "name" in definition:
            language_map(definition["name"], rule)
        need("type" not in definition or iri(definition["type"]), f"2.4.4.1 type is an IRI: {rule}")

    need(isinstance(statement, dict), "3.1 a statement is an object")
    allowed = {"id", "actor", "verb", "object", "result", "context", "timestamp"}
    need(set(statement) <= allowed, "2.2 no other properties")
    need({"actor", "verb", "object"} <= set(statement), "2.2 actor, verb and object")
    need(not _nothing(statement), "2.2 no null and no empty object")
    need(_UUID.fullmatch(str(statement.get("id"))), "2.4.1 id is a UUID")

    actor = statement.get("actor", {})
    need(set(actor) == {"objectType", "account"}, "2.4.2.1 exactly one identifier, and no name")
    need(actor.get("objectType") == "Agent", "2.4.2.1 Agent")
    account = actor.get("account", {})
    need(set(account) == {"homePage", "name"}, "2.4.2.4 account")
    need(iri(account.get("homePage")) and urlsplit(account["homePage"]).scheme in ("http", "https"), "2.4.2.4 homePage is an IRL")
    need(isinstance(account.get("name"), str) and account["name"], "2.4.2.4 name is a string")

    verb = statement.get("verb", {})
    need(set(verb) <= {"id", "display"} and iri(verb.get("id")), "2.4.3 verb")
    language_map(verb.get("display"), "verb display")
    activity(statement.get("object", {}), "object")

    result = statement.get("result", {})
    need(set(result) <= {"score", "success", "completion", "response", "duration", "extensions"}, "2.4.5 result")
    need(all(isinstance(result.get(name, True), bool) for name in ("success", "completion")), "2.4.5 booleans are booleans")
    if "score" in result:
        score = result["score"] if isinstance(result["score"], dict) else {}
        numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in score.values())
        need(set(score) <= {"scaled", "raw", "min", "max"} and numbers, "2.4.5.1 score")
        if numbers:
            need(-1 <= score.get("scaled", 0) <= 1, "2.4.5.1 scaled is between -1 and 1")
            need(score.get("min", 0) < score.get("max", 1), "2.4.5.1 min is below max")
            need(score.get("min", 0) <= score.get("raw", 0) <= score.get("max", 0), "2.4.5.1 raw is between min and max")

    context = statement.get("context", {})
    need(set(context) <= {"contextActivities", "platform", "language", "extensions", "registration", "revision"}, "2.4.6 context")
    around = context.get("contextActivities", {})
    need(set(around) <= {"parent", "grouping", "category", "other"}, "2.4.6.2 kinds of context activities")
    for kind, activities in around.items():
        need(isinstance(activities, list) and activities, "2.4.6.2 arrays")
        for each in activities:
            activity(each, kind)
    need(all(iri(key) for key in context.get("extensions", {})), "4.1 extension keys are IRIs")
    need(_TAG.fullmatch(context.get("language", "vi")), "2.4.6 language")

    moment = str(statement.get("timestamp"))
    if _MOMENT.fullmatch(moment):
        need(datetime.fromisoformat(moment) <= datetime.now(UTC), "2.4.7 not in the future")
    else:
        found.append("4.5 timestamp with milliseconds and zone")
    return found


def _nothing(value) -> bool:
    if isinstance(value, dict):
        return not value or any(_nothing(each) for each in value.values())
    return any(_nothing(each) for each in value) if isinstance(value, list) else value is None
