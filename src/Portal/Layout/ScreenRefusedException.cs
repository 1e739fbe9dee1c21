using Portal.Domain;

namespace Portal.Layout;

/// <summary>A page asked for something that was refused. The layout shows the refusal's own words in the page's place.</summary>
internal sealed class ScreenRefusedException(Error error) : Exception(error.Detail)
{
    public Error Error { get; } = error;
}
