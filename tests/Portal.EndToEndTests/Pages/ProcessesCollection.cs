namespace Portal.EndToEndTests.Pages;

/// <summary>Tests that kill what all pages are drawn by: last, and with nobody beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessesCollection
{
    public const string Name = "Processes";
}
