using System.Collections.Frozen;

namespace Portal.Domain.Access;

/// <summary>Which role may do what: the one table that every check asks.</summary>
public static class Permissions
{
    private static readonly FrozenSet<Permission> Reading =
        new[]
        {
            Permission.ReadPlugins, Permission.ReadRollouts, Permission.ReadOperations, Permission.ReadMembers, Permission.ReadTenant,
            // Being in a group that is asked is what counts, and a group may be of any role.
            Permission.DecideRollouts,
        }.ToFrozenSet();

    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> ByRole = new Dictionary<Role, FrozenSet<Permission>>
    {
        [Role.Viewer] = Reading,
        [Role.Finance] = Reading.Concat([Permission.ReadBilling, Permission.PurchasePlugins, Permission.ReadAudit]).ToFrozenSet(),
        [Role.Engineer] = Reading.Concat([Permission.InstallPlugins, Permission.ControlRollouts, Permission.ReadAudit]).ToFrozenSet(),
        [Role.Admin] = Enum.GetValues<Permission>().ToFrozenSet(),
    }.ToFrozenDictionary();

    public static bool Allows(this Role role, Permission permission) => ByRole[role].Contains(permission);
}
