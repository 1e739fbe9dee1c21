namespace Portal.Hosting.Seeding;

/// <summary>Where the demo data comes from and where its sign-ins go. Bound from the section <c>Seed</c>.</summary>
internal sealed class SeedOptions
{
    public const string SectionName = "Seed";

    /// <summary>The folder <c>samples/plugins</c>.</summary>
    public string SamplesFolder { get; set; } = "";

    /// <summary>Gets the sign-ins and API keys; readable by its owner only. Nothing is seeded while it exists.</summary>
    public string OutputFile { get; set; } = "";
}
