namespace Portal.Operators.Tests.LocalKubernetes;

/// <summary>A custom resource with everything that the tests look at.</summary>
internal static class WidgetDefinition
{
    public const string Json =
        """
        {"metadata":{"name":"widgets.example.test"},"spec":{"group":"example.test","scope":"Namespaced",
        "names":{"plural":"widgets","kind":"Widget","shortNames":["wd"]},
        "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{},"scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}},
        "additionalPrinterColumns":[
          {"name":"Phase","type":"string","jsonPath":".status.phase"},
          {"name":"Size","type":"integer","jsonPath":".spec.size"},
          {"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\"Ready\")].status","priority":1},
          {"name":"Team","type":"string","jsonPath":".metadata.labels.example\\.test/team"},
          {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}],
        "schema":{"openAPIV3Schema":{"type":"object","properties":{
          "spec":{"type":"object","required":["color"],"properties":{
            "color":{"type":"string","enum":["red","blue"]},
            "size":{"type":"integer","minimum":1,"maximum":9,"default":3},
            "parts":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"count":{"type":"integer","default":1}}}},
            "extra":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},
          "status":{"type":"object","properties":{"phase":{"type":"string"},"size":{"type":"integer"},
            "conditions":{"type":"array","items":{"type":"object","properties":{"type":{"type":"string"},"status":{"type":"string"}}}}}}}}}}]}}
        """;
}
