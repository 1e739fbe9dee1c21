using Portal.Domain.Access;

namespace Portal.Layout;

/// <summary>The roles as people read them.</summary>
internal static class RoleWords
{
    public static string Of(Role? role) => role switch
    {
        Role.Admin => "Admin",
        Role.Engineer => "Engineer",
        Role.Finance => "Finance",
        Role.Viewer => "Viewer",
        _ => "Not signed in",
    };
}
