using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>
/// The symbols of <c>wwwroot/img/icons.svg</c>, by their Lucide names. Always decoration: the word stands beside them.
/// Markup rather than a component: a page shows dozens, and each component costs its circuit some three kilobytes.
/// </summary>
internal static class Sprite
{
    private static readonly ConcurrentDictionary<(string Name, string? Style), MarkupString> Drawn = new();

    /// <param name="name">The symbol's id.</param>
    /// <param name="style">A class beside <c>icon</c>, e.g. <c>icon-l</c> or <c>spin</c>.</param>
    public static MarkupString Icon(string name, string? style = null) => Drawn.GetOrAdd((name, style), static icon => new MarkupString(
        $"<svg class=\"{(icon.Style is null ? "icon" : "icon " + icon.Style)}\" aria-hidden=\"true\" focusable=\"false\">"
        + $"<use href=\"img/icons.svg#{HtmlEncoder.Default.Encode(icon.Name)}\"></use></svg>"));
}
