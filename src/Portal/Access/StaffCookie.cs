using Microsoft.Extensions.Options;
using Portal.Hosting;

namespace Portal.Access;

/// <summary>The browser's half of a staff session: on the root host only, never sent with a request that another site's page causes.</summary>
internal sealed class StaffCookie(IOptions<PortalOptions> options)
{
    private bool Secure => options.Value.PublicScheme == "https";

    private string Name => Secure ? "__Host-portal-staff" : "portal-staff";

    public string? Read(HttpRequest request) => request.Cookies[Name];

    public void Write(HttpResponse response, StaffSignedIn session) => response.Cookies.Append(Name, session.Secret, Options(session.ExpiresAt));

    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    private CookieOptions Options(DateTimeOffset? expires) =>
        new() { HttpOnly = true, Secure = Secure, SameSite = SameSiteMode.Strict, Path = "/", Expires = expires, IsEssential = true };
}
