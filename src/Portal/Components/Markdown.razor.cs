using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>
/// Text that somebody else wrote, as a page shows it: no raw HTML, no images, links only to the web. What a publisher writes never becomes a script.
/// </summary>
public sealed partial class Markdown : ComponentBase
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();
    private MarkupString _html;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Leaves out a title at the very top: the page has said it already.</summary>
    [Parameter]
    public bool WithoutTitle { get; set; }

    protected override void OnParametersSet()
    {
        var document = Markdig.Markdown.Parse(Text, Pipeline);
        if (WithoutTitle && document is [HeadingBlock { Level: 1 } title, ..])
        {
            document.Remove(title);
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Tame(link);
        }

        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            // The page has its own h1 and h2 above.
            heading.Level = Math.Min(heading.Level + 2, 6);
        }

        _html = new MarkupString(document.ToHtml(Pipeline));
    }

    private static void Tame(LinkInline link)
    {
        if (!link.IsImage && Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp))
        {
            link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
            link.GetAttributes().AddProperty("target", "_blank");
            return;
        }

        // Its words stay, the link or picture goes.
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }
}
