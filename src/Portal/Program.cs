using Portal.Access;
using Portal.Hosting;
using Portal.Hosting.Seeding;
using Portal.Operations.Backups;
using Portal.Tenancy.Export;
using Portal.Tenancy.Keys;

switch (args)
{
    case ["migrate", .. var rest]:
        return await MigrateCommand.RunAsync(rest);
    case ["seed", .. var rest]:
        return await SeedCommand.RunAsync(rest);
    case ["tenant", .. var rest]:
        return await TenantCommand.RunAsync(rest);
    case ["keys", .. var rest]:
        return await KeysCommand.RunAsync(rest);
    case ["backup", .. var rest]:
        return await BackupCommand.RunAsync(rest);
    case ["restore", .. var rest]:
        return await RestoreCommand.RunAsync(rest);
    case ["staff", .. var rest]:
        return await StaffCommand.RunAsync(rest);
    default:
        return await PortalApplication.RunAsync(args);
}
