using System.Net;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>Definitions that are refused, and the rules of those that are not.</summary>
public sealed class ValidationRuleTests : ClusterTest
{
    private const string Gadgets = "/apis/example.test/v1/namespaces/t/gadgets";

    [Theory]
    [InlineData("""{"type":"string"}""", "spec.validation.openAPIV3Schema.type: Invalid value: \"string\": must be object at the root")]
    [InlineData("""{"properties":{}}""", "spec.validation.openAPIV3Schema.type: Required value: must not be empty at the root")]
    [InlineData("""{"type":"object","properties":{"a":{}}}""", "spec.validation.openAPIV3Schema.properties[a].type: Required value: must not be empty for specified object fields")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array"}}}""", "spec.validation.openAPIV3Schema.properties[a].items: Required value: must be specified")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","items":{}}}}""", "spec.validation.openAPIV3Schema.properties[a].items.type: Required value: must not be empty for specified array items")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"properties":{"a":{"type":"string"}}}]}""", "spec.validation.openAPIV3Schema.anyOf[0].properties[a].type: Forbidden: must be empty to be structural")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","default":1}}}""", "spec.validation.openAPIV3Schema.properties[a].default: Invalid value: \"integer\": spec.validation.openAPIV3Schema.properties[a].default in body must be of type string: \"integer\"")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", "spec.validation.openAPIV3Schema.additionalProperties: Forbidden: must not be used at the root")]
    [InlineData("""{"type":"object","properties":{"metadata":{"type":"object","properties":{"labels":{"type":"object"}}}}}""", "spec.validation.openAPIV3Schema.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","$ref":"#/b"}}}""", "spec.validation.openAPIV3Schema.properties[a].$ref: Forbidden: $ref is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"(?=x)"}}}""", "spec.validation.openAPIV3Schema.properties[a].pattern: Invalid value: \"(?=x)\": must be a valid regular expression, but isn't:")]
    public async Task Define_SchemaThatIsNotStructural_IsRefusedByPath(string schema, string problem) =>
        (await DefineAsync(schema)).ShouldBe(HttpStatusCode.UnprocessableEntity).Message!.ShouldContain(problem);

    [Theory]
    [InlineData("self.nmae == 1", "x-kubernetes-validations[0].rule: Invalid value: \"self.nmae == 1\": compilation failed: ERROR: <input>:1:5: undefined field 'nmae'")]
    [InlineData("self.size", "x-kubernetes-validations[0].rule: Invalid value: \"self.size\": must evaluate to a bool")]
    [InlineData("self.names.all(a, self.names.all(b, a.contains(b)))", "x-kubernetes-validations[0].rule: Forbidden: estimated rule cost exceeds budget by factor of more than 100x")]
    public async Task Define_RuleThatCannotRun_IsRefused(string rule, string problem) =>
        (await DefineAsync(WithRule(rule))).ShouldBe(HttpStatusCode.UnprocessableEntity).Message!.ShouldContain(problem);

    [Fact]
    public async Task Define_TransitionRuleInAListWithoutKeys_IsRefused()
    {
        const string Schema = """{"type":"object","properties":{"list":{"type":"array","maxItems":3,"items":{"type":"integer","x-kubernetes-validations":[{"rule":"self >= oldSelf"}]}}}}""";
        (await DefineAsync(Schema)).ShouldBe(HttpStatusCode.UnprocessableEntity).Message!
            .ShouldContain("oldSelf cannot be used on the uncorrelatable portion of the schema within spec.validation.openAPIV3Schema.properties[list]");
    }

    [Fact]
    public async Task Create_AgainstARule_IsInvalidWithItsMessagePathAndReason()
    {
        const string Schema =
            """
            {"type":"object","properties":{"spec":{"type":"object","x-kubernetes-validations":[
              {"rule":"self.least <= self.most","messageExpression":"'least ' + string(self.least) + ' is above most'","fieldPath":".least","reason":"FieldValueForbidden"},
              {"rule":"self.most < 100"}],
              "properties":{"least":{"type":"integer"},"most":{"type":"integer"}}}}}
            """;
        await EstablishAsync(Schema);
        (await Api.PostAsync(Gadgets, Gadget("a", """{"least":1,"most":2}"""))).ShouldBe(HttpStatusCode.Created);
        var refused = (await Api.PostAsync(Gadgets, Gadget("b", """{"least":300,"most":200}"""))).ShouldBe(HttpStatusCode.UnprocessableEntity).Json;
        refused.Objects("details", "causes").Select(cause => $"{cause.Text("field")}|{cause.Text("reason")}|{cause.Text("message")}").ShouldBe(
        [
            "spec.least|FieldValueForbidden|Forbidden: least 300 is above most",
            "spec|FieldValueInvalid|Invalid value: \"object\": failed rule: self.most < 100",
        ]);
        (await Api.PostAsync(Gadgets, Gadget("c", """{"least":1}"""))).ShouldBe(HttpStatusCode.UnprocessableEntity).Message!
            .ShouldContain("spec: Invalid value: \"object\": no such key: most evaluating rule: self.least <= self.most");
    }

    [Fact]
    public async Task Create_OfTheWrongShape_SaysThatRulesWereNotRun()
    {
        await EstablishAsync(WithRule("self.size > 0"));
        var refused = (await Api.PostAsync(Gadgets, """{"metadata":{"name":"a"},"size":"x"}""")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Message!.ShouldContain("size in body must be of type integer");
        refused.Message!.ShouldContain("<nil>: Invalid value: null: some validation rules were not checked because the object was invalid");
    }

    [Fact]
    public async Task Update_AgainstATransitionRule_IsInvalidAndOnlyThen()
    {
        const string Schema =
            """
            {"type":"object","properties":{
              "spec":{"type":"object","properties":{"plugin":{"type":"string","maxLength":20,"x-kubernetes-validations":[{"rule":"self == oldSelf","message":"plugin is immutable"}]}}},
              "ports":{"type":"array","maxItems":5,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],
                "properties":{"name":{"type":"string","maxLength":5},"port":{"type":"integer","x-kubernetes-validations":[{"rule":"self >= oldSelf","message":"ports only grow"}]}}}}}}
            """;
        await EstablishAsync(Schema);
        (await Api.PostAsync(Gadgets, """{"metadata":{"name":"a"},"spec":{"plugin":"x"},"ports":[{"name":"a","port":5},{"name":"b","port":9}]}""")).ShouldBe(HttpStatusCode.Created);
        (await Api.MergeAsync(Gadgets + "/a", """{"spec":{"plugin":"y"}}""")).ShouldBe(HttpStatusCode.UnprocessableEntity)
            .Message!.ShouldContain("spec.plugin: Invalid value: \"string\": plugin is immutable");

        // Entries of a list that is a map are compared by their keys, wherever they stand.
        (await Api.MergeAsync(Gadgets + "/a", """{"ports":[{"name":"b","port":9},{"name":"a","port":6},{"name":"c","port":1}]}""")).ShouldBe(HttpStatusCode.OK);
        (await Api.MergeAsync(Gadgets + "/a", """{"ports":[{"name":"b","port":8}]}""")).ShouldBe(HttpStatusCode.UnprocessableEntity)
            .Message!.ShouldContain("ports[0].port: Invalid value: \"integer\": ports only grow");
    }

    [Theory]
    [InlineData("""{"text":"abcdef"}""", "text", "FieldValueTooLong", "Too long: may not be more than 5 bytes")]
    [InlineData("""{"text":"a"}""", "text", "FieldValueInvalid", "Invalid value: \"a\": text in body should be at least 2 chars long")]
    [InlineData("""{"text":"ab1"}""", "text", "FieldValueInvalid", "Invalid value: \"ab1\": text in body should match '^[a-z]+$'")]
    [InlineData("""{"list":[1,2,3,4]}""", "list", "FieldValueTooMany", "Too many: 4: must have at most 3 items")]
    [InlineData("""{"list":[2,2]}""", "list[1]", "FieldValueDuplicate", "Duplicate value: 2")]
    [InlineData("""{"keyed":[{"k":"a"},{"k":"b"},{"k":"a"}]}""", "keyed[2]", "FieldValueDuplicate", "Duplicate value: {\"k\":\"a\"}")]
    [InlineData("""{"real":1}""", "real", "FieldValueInvalid", "Invalid value: 1: real in body should be less than 1")]
    [InlineData("""{"real":0.3}""", "real", "FieldValueInvalid", "Invalid value: 0.3: real in body should be a multiple of 0.25")]
    [InlineData("""{"when":"yesterday"}""", "when", "FieldValueInvalid", "Invalid value: \"yesterday\": when in body must be of type date-time: \"yesterday\"")]
    [InlineData("""{"either":1.5}""", "either", "FieldValueTypeInvalid", "Invalid value: \"number\": either in body must be of type : \"number\"")]
    [InlineData("""{"one":{"a":1,"b":1}}""", "one", "FieldValueInvalid", "Invalid value: \"\": \"one\" must validate one and only one schema (oneOf). Found 2 valid alternatives")]
    [InlineData("""{"text":null}""", "text", "FieldValueTypeInvalid", "Invalid value: \"null\": text in body must be of type string: \"null\"")]
    public async Task Create_AgainstAKeyword_SaysWhatTheRealServerSays(string fields, string field, string reason, string message)
    {
        const string Schema =
            """
            {"type":"object","properties":{
              "text":{"type":"string","minLength":2,"maxLength":5,"pattern":"^[a-z]+$"},
              "list":{"type":"array","maxItems":3,"x-kubernetes-list-type":"set","items":{"type":"integer"}},
              "keyed":{"type":"array","maxItems":3,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["k"],"items":{"type":"object","required":["k"],"properties":{"k":{"type":"string"}}}},
              "real":{"type":"number","maximum":1,"exclusiveMaximum":true,"multipleOf":0.25},"when":{"type":"string","format":"date-time"},
              "either":{"x-kubernetes-int-or-string":true},"maybe":{"type":"string","nullable":true},
              "one":{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"oneOf":[{"required":["a"]},{"required":["b"]}]}}}
            """;
        await EstablishAsync(Schema);
        (await Api.PostAsync(Gadgets, """{"metadata":{"name":"fine"},"text":"abc","list":[1,2],"keyed":[{"k":"a"},{"k":"b"}],"real":0.75,"either":"x","maybe":null,"one":{"a":1}}"""))
            .ShouldBe(HttpStatusCode.Created);
        var item = (JsonObject)JsonNode.Parse(fields)!;
        item["metadata"] = new JsonObject { ["name"] = "a" };
        var cause = (await Api.PostAsync(Gadgets, item.ToJsonString())).ShouldBe(HttpStatusCode.UnprocessableEntity).Json.Objects("details", "causes").ShouldHaveSingleItem();
        (cause.Text("field"), cause.Text("reason"), cause.Text("message")).ShouldBe((field, reason, message));
    }

    private static string WithRule(string rule) => new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["size"] = new JsonObject { ["type"] = "integer" },
            ["names"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        },
        ["x-kubernetes-validations"] = new JsonArray(new JsonObject { ["rule"] = rule }),
    }.ToJsonString();

    private static string Gadget(string name, string spec) => $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{{{spec}}}}""";

    private Task<ApiAnswer> DefineAsync(string schema) => Api.PostAsync(
        Definitions,
        $$$"""
        {"metadata":{"name":"gadgets.example.test"},"spec":{"group":"example.test","scope":"Namespaced","names":{"plural":"gadgets","kind":"Gadget"},
        "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{{{schema}}}}}]}}
        """);

    private async Task EstablishAsync(string schema)
    {
        (await DefineAsync(schema)).ShouldBe(HttpStatusCode.Created);
        Cluster.RunPending();
    }
}
