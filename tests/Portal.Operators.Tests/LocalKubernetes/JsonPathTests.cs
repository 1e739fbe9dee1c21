using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Tables;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class JsonPathTests
{
    private const string Document =
        """{"a":{"b.c":"dotted","list":[{"n":"x","v":1},{"n":"y","v":2}]},"metadata":{"labels":{"k8s.io/name":"label"}}}""";

    [Theory]
    [InlineData(".a.list[0].v", "1")]
    [InlineData(".a.list[-1].v", "2")]
    [InlineData(".a.list[*].n", "x y")]
    [InlineData(""".a.list[?(@.n=="y")].v""", "2")]
    [InlineData(".a.list[?(@.n=='x')].v", "1")]
    [InlineData(@".a.b\.c", "dotted")]
    [InlineData(".a['b.c']", "dotted")]
    [InlineData(@".metadata.labels.k8s\.io/name", "label")]
    [InlineData(".a.none.more", "")]
    [InlineData(".a.list[7]", "")]
    public void Find_Path_GivesItsValues(string path, string expected)
    {
        string.Join(' ', JsonPathExpression.TryParse(path)!.Find(JsonNode.Parse(Document)!)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("a[")]
    [InlineData(".a[?(@.n>1)]")]
    public void TryParse_UnsupportedForm_IsNull(string path)
    {
        JsonPathExpression.TryParse(path).ShouldBeNull();
    }
}
