namespace Portal.ArchitectureTests;

/// <summary>A file is what a reader holds in mind at once.</summary>
public sealed class FileBudgetTests
{
    [Theory]
    [InlineData(".cs", 400)]
    [InlineData(".razor", 200)]
    public void Files_OfEveryKind_StayUnderTheirCap(string ending, int cap)
    {
        var over = Lengths("src", ending).Concat(Lengths("tests", ending)).Where(f => f.Lines > cap).Select(f => $"{f.File} {f.Lines}");
        over.ShouldBeEmpty();
    }

    [Fact]
    public void Files_OfTheProduct_AreShortInTheMiddleAndRarelyLong()
    {
        var lines = Lengths("src", ".cs").Select(f => f.Lines).Order().ToList();
        lines[lines.Count / 2].ShouldBeLessThan(50, "median lines of a file");
        lines.Count(l => l > 150).ShouldBeLessThan(lines.Count / 20, "files over 150 lines");
    }

    [Fact]
    public void Files_OfTheProduct_HaveNoRegionsAndNoNullableOff()
    {
        var offenders = Repository.Files("src", ".cs", ".razor").Where(file =>
        {
            var text = File.ReadAllText(file);
            return text.Contains("#region", StringComparison.Ordinal) || text.Contains("#nullable disable", StringComparison.Ordinal);
        });
        offenders.Select(Repository.Relative).ShouldBeEmpty();
    }

    private static IEnumerable<(string File, int Lines)> Lengths(string folder, string ending) =>
        Repository.Files(folder, ending).Select(file => (Repository.Relative(file), File.ReadLines(file).Count()));
}
