namespace Portal.Operators.Tests.Running;

/// <summary>Answers of Prometheus' query API, as the real one writes them.</summary>
internal static class FakePrometheus
{
    /// <param name="series">Labels as JSON, and the value as text.</param>
    public static string Vector(params (string Labels, string Value)[] series) =>
        $$$"""{"status":"success","data":{"resultType":"vector","result":[{{{string.Join(',', series.Select(s => $$"""{"metric":{{s.Labels}},"value":[1763712000,"{{s.Value}}"]}"""))}}}]}}""";

    public const string Scalar = """{"status":"success","data":{"resultType":"scalar","result":[1763712000,"4"]}}""";

    public const string Matrix = """{"status":"success","data":{"resultType":"matrix","result":[]}}""";

    public const string BadQuery = """{"status":"error","errorType":"bad_data","error":"1:5: parse error: unexpected end of input"}""";

    public const string Overloaded = """{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}""";

    public const string Partial = """{"status":"success","warnings":["store 2 is away"],"data":{"resultType":"vector","result":[]}}""";
}
