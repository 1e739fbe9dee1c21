namespace Portal.EndToEndTests.Pages;

/// <summary>Tests of pages that change what others see: one after another.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection
{
    public const string Name = "Pages";
}
