using System.Text.RegularExpressions;

namespace Portal.ArchitectureTests;

/// <summary>One thing, one name, on every floor; and no rooms that could hold anything.</summary>
public sealed partial class NameTests
{
    private static readonly string[] Capabilities =
    [
        "Tenancy", "Access", "Audit", "Operations", "Configuration", "Catalog", "Plugins", "Marketplace", "Rollouts", "Remediations", "Objectives", "Billing",
    ];

    // What a floor has besides its capabilities, and why: each is the floor's own machinery.
    private static readonly Dictionary<string, string[]> Own = new(StringComparer.Ordinal)
    {
        ["Portal.Domain"] = [],
        ["Portal.Infrastructure"] = ["Database", "Migrations"],
        ["Portal"] = ["Api", "Hosting", "Layout", "Components", "wwwroot"],
        ["Portal.Operators"] = ["Kubernetes", "Hosting"],
    };

    [Fact]
    public void Folders_OfEveryFloor_AreCapabilitiesOrTheFloorsOwn()
    {
        foreach (var (project, own) in Own)
        {
            var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", project)).Select(f => Path.GetFileName(f)!)
                .Where(f => f is not ("obj" or "bin" or "Properties"));
            folders.Except(Capabilities).Except(own).ShouldBeEmpty($"{project} has folders that are no capability");
        }
    }

    [Fact]
    public void Folders_Anywhere_HaveNamesThatSayWhatIsInside()
    {
        var folders = Repository.Files("src", ".cs", ".razor", ".css").Select(f => Path.GetDirectoryName(Repository.Relative(f))!).Distinct();
        folders.Where(f => Vague().IsMatch(f)).ShouldBeEmpty();
    }

    [Fact]
    public void Types_OfEveryAssembly_HaveNamesThatSayWhatTheyDo()
    {
        var offenders = Assemblies.All.SelectMany(a => a.GetTypes())
            .Where(t => !t.IsNested && t.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true && VagueType().IsMatch(t.Name));
        offenders.Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Files_OfEveryAssembly_AreNamedAfterTheirOneType()
    {
        var offenders = Repository.Files("src", ".cs").Where(file => !file.EndsWith(".razor.cs", StringComparison.Ordinal))
            .Select(file => (File: Repository.Relative(file), Name: Path.GetFileNameWithoutExtension(file).Split('.')[0], Types: TopLevelType().Matches(File.ReadAllText(file))))
            .Where(f => f.Types.Count > 1 || (f.Types.Count == 1 && f.Types[0].Groups["name"].Value != f.Name))
            .Select(f => $"{f.File}: {string.Join(", ", f.Types.Select(t => t.Groups["name"].Value))}");
        offenders.ShouldBeEmpty();
    }

    [GeneratedRegex(@"(^|/)(Helpers?|Utils?|Utilities|Common|Shared|Managers?|Services|Misc)(/|$)")]
    private static partial Regex Vague();

    [GeneratedRegex(@"(Helper|Helpers|Util|Utils|Utilities|Manager|Common)$")]
    private static partial Regex VagueType();

    [GeneratedRegex(@"^(?:public|internal|file)(?: (?:sealed|static|abstract|readonly|partial|unsafe|ref))* (?:class|record struct|record class|record|struct|interface|enum|delegate \S+) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TopLevelType();
}
