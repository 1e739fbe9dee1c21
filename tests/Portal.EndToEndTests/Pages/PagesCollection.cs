namespace Portal.EndToEndTests.Pages;

/// <summary>The tests of pages share one product and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<PagesFixture>
{
    public const string Name = "Pages";
}
