using Microsoft.Extensions.Options;
using Portal.Hosting;

namespace Portal.Access;

/// <summary>
/// The browser's half of a session: host-only, so that no sibling tenant sees it. Over https it wears the __Host- prefix (RFC 6265bis section 4.1.3.2),
/// which plain http on one machine cannot.
/// </summary>
internal sealed class SessionCookie(IOptions<PortalOptions> options)
{
    private bool Secure => options.Value.PublicScheme == "https";

    private string Name => Secure ? "__Host-portal" : "portal";

    public string? Read(HttpRequest request) => request.Cookies[Name];

    public void Write(HttpResponse response, SignedIn session) => response.Cookies.Append(Name, session.Secret, Options(session.ExpiresAt));

    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    private CookieOptions Options(DateTimeOffset? expires) =>
        new() { HttpOnly = true, Secure = Secure, SameSite = SameSiteMode.Lax, Path = "/", Expires = expires, IsEssential = true };
}
