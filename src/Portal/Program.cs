using Portal.Hosting;

if (args is ["migrate", .. var rest])
{
    return await MigrateCommand.RunAsync(rest);
}

var app = PortalApplication.CreateBuilder(args).Build().Use();
await app.RunAsync();
return 0;
