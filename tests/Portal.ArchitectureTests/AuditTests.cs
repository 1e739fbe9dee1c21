using System.Text.RegularExpressions;

namespace Portal.ArchitectureTests;

/// <summary>The log says what something was before and what it is now, wherever something changes.</summary>
public sealed partial class AuditTests
{
    /// <summary>What happened and left no field of anything with another value.</summary>
    private static readonly string[] WithoutChange =
    [
        "audit.exported", "audit.person-erased", "audit.read", "domain.check-requested", "quota.warning", "session.closed", "session.opened", "tenant.export-downloaded", "tenant.rebuilt",
        "tenant.removal-began", "tenant.restored", "webhook-endpoint.tested",
    ];

    [Fact]
    public void Records_OfChanges_SayBeforeAndAfter()
    {
        var calls = Repository.Files("src", ".cs").SelectMany(file => Calls(File.ReadAllText(file)).Select(call => (File: Repository.Relative(file), Call: call))).ToList();

        calls.Count.ShouldBeGreaterThan(50);
        calls.Where(one => !one.Call.Contains("Changes = ", StringComparison.Ordinal) && !WithoutChange.Any(action => one.Call.Contains($"\"{action}\"", StringComparison.Ordinal)))
            .Where(one => !one.File.EndsWith("/AuditReading.cs", StringComparison.Ordinal))
            .Select(one => $"{one.File}: {one.Call}").ShouldBeEmpty();
    }

    /// <summary>Each call up to the end of its statement.</summary>
    private static IEnumerable<string> Calls(string source) => Call().Matches(source).Select(match => match.Value);

    [GeneratedRegex(@"\.Audit\(\s*\w[^;]*;", RegexOptions.Singleline)]
    private static partial Regex Call();
}
