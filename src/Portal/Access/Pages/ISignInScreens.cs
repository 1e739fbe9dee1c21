using Portal.Domain;

namespace Portal.Access.Pages;

/// <summary>Sign-in and sign-out as the pages need them: they set and clear the cookie of this very request.</summary>
internal interface ISignInScreens
{
    Task<Result<Unit>> SignInAsync(HttpContext context, string email, string password, CancellationToken cancellationToken);

    Task SignOutAsync(HttpContext context, CancellationToken cancellationToken);
}
