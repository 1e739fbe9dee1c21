using Portal.Domain.Tenancy;

namespace Portal.Domain.Tests.Tenancy;

public sealed class SlugTests
{
    [Theory]
    [InlineData("acme")]
    [InlineData("a1-b2-c3")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789abcd")]
    public void Parse_OfASlug_KeepsItAsItStands(string text) => Slug.Parse(text).Value.Value.ShouldBe(text);

    [Theory]
    [InlineData("admin", "\"admin\" is reserved; choose another slug.")]
    [InlineData("www", "\"www\" is reserved; choose another slug.")]
    [InlineData("sign-in", "\"sign-in\" is reserved; choose another slug.")]
    // Cyrillic a, Greek omicron, full-width letters, a dotless i, a combining accent: none looks different enough to a person.
    [InlineData("\u0430cme", "\"\u0430cme\" is not a slug")]
    [InlineData("acm\u0435", "\"acm\u0435\" is not a slug")]
    [InlineData("t\u03bfols", "\"t\u03bfols\" is not a slug")]
    [InlineData("\uff41\uff43\uff4d\uff45", "\"\uff41\uff43\uff4d\uff45\" is not a slug")]
    [InlineData("n\u0131ce", "\"n\u0131ce\" is not a slug")]
    [InlineData("acme\u0301", "\"acme\u0301\" is not a slug")]
    // Punycode is no way around: what such a label stands for could look like anybody's name.
    [InlineData("xn--cme-7cd", "\"xn--cme-7cd\" is not a slug")]
    [InlineData("Acme", "\"Acme\" is not a slug")]
    [InlineData("ab", "\"ab\" is not a slug")]
    [InlineData("1ab", "\"1ab\" is not a slug")]
    [InlineData("ab-", "\"ab-\" is not a slug")]
    [InlineData("a b", "\"a b\" is not a slug")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789abcde", "is not a slug")]
    [InlineData("", "A slug is required")]
    public void Parse_OfWhatIsNone_SaysWhyAndNamesTheField(string text, string why)
    {
        var fault = Slug.Parse(text, "/tenant/slug").Error.ShouldBeOfType<InvalidFields>().Fields.ShouldHaveSingleItem();
        fault.Pointer.ShouldBe("/tenant/slug");
        fault.Message.ShouldContain(why);
    }
}
