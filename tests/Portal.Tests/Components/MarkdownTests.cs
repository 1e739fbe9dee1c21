using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Components;

namespace Portal.Tests.Components;

/// <summary>What a publisher writes is read by other companies' people.</summary>
public sealed class MarkdownTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("[x](javascript:alert(1))", "javascript:")]
    [InlineData("[x](data:text/html,hi)", "href")]
    [InlineData("![x](https://tracker.example/p.png)", "tracker")]
    [InlineData("[x](/settings)", "href")]
    [InlineData("[x](java\nscript:alert(1))", "href=\"java")]
    [InlineData("<https://a.example/\" onclick=\"x>", "onclick=\"x")]
    public async Task Text_WithSomethingHostile_LosesIt(string text, string hostile) => (await RenderAsync(text)).ShouldNotContain(hostile);

    [Fact]
    public async Task Text_WithAWebLink_OpensItApart() =>
        (await RenderAsync("[docs](https://a.example)")).ShouldContain("<a href=\"https://a.example\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">docs</a>");

    [Fact]
    public async Task Text_WithItsOwnTitle_GivesItUp()
    {
        var html = await RenderAsync("# Title\n\n## Part\n\nWords");
        html.ShouldNotContain("Title");
        html.ShouldContain("<h4>Part</h4>");
    }

    private static async Task<string> RenderAsync(string text)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Markdown>(ParameterView.FromDictionary(
            new Dictionary<string, object?> { [nameof(Markdown.Text)] = text, [nameof(Markdown.WithoutTitle)] = true }))).ToHtmlString());
    }
}
