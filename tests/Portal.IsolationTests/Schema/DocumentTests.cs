using System.Text.RegularExpressions;

namespace Portal.IsolationTests.Schema;

/// <summary>What the pages for auditors and operators cite as proof is there.</summary>
public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("docs/security/isolation.md", 40)]
    [InlineData("docs/operations/migrations.md", 4)]
    public void Tests_NamedInAPage_Exist(string page, int atLeast)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Find(), page));
        var tests = typeof(DocumentTests).Assembly.GetTypes().Where(t => t.Name.EndsWith("Tests", StringComparison.Ordinal)).ToDictionary(t => t.Name, StringComparer.Ordinal);
        var cited = Citation().Matches(text).Select(m => (Class: m.Groups["class"].Value, Method: m.Groups["method"].Value)).Distinct().ToList();
        cited.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        cited.Where(c => !tests.TryGetValue(c.Class, out var found) || (c.Method.Length > 0 && found.GetMethod(c.Method)?.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length is not > 0))
            .ShouldBeEmpty(page);
    }

    [GeneratedRegex(@"`(?<class>\w+Tests)(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture)]
    private static partial Regex Citation();
}
