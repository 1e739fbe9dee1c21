using System.Text.RegularExpressions;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>The list of scenarios says what is true.</summary>
public sealed partial class ScenarioListTests
{
    private static readonly string Root = RepositoryFolder.Find();
    private static readonly string[] Lines = [.. File.ReadLines(Path.Combine(Root, "docs", "rollouts", "scenarios.md")).Where(line => line.StartsWith("| S", StringComparison.Ordinal))];

    [Fact]
    public void Numbers_OfTheOperator_AreAllThereOnce() =>
        Lines.Select(line => line[2..5]).ShouldBe(Enumerable.Range(1, 47).Concat(Enumerable.Range(61, 10)).Select(number => $"S{number:00}"));

    [Fact]
    public void Tests_Named_Exist()
    {
        var names = Lines.SelectMany(line => TestName().Matches(line)).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct().ToList();
        names.Count.ShouldBeGreaterThan(40);
        names.Where(name => !Exists(name.Class, name.Method)).ShouldBeEmpty();
    }

    private static bool Exists(string type, string method) => Directory.EnumerateFiles(Path.Combine(Root, "tests"), $"{type}.cs", SearchOption.AllDirectories)
        .Any(file => File.ReadAllText(file).Contains($" {method}(", StringComparison.Ordinal));

    [GeneratedRegex("`([A-Za-z]+Tests)\\.([A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
