using System.CommandLine;
using Portal.Cli.Audit;
using Portal.Cli.Marketplace;
using Portal.Cli.Objectives;
using Portal.Cli.Operations;
using Portal.Cli.Plugins;
using Portal.Cli.Remediations;
using Portal.Cli.Rollouts;
using Portal.Cli.Tenancy;

var root = new RootCommand("Portal on the command line. Set PORTAL_URL to your tenant's address and PORTAL_API_KEY to a key made in Settings.")
{
    ListingsCommand.Create(),
    InstallationsCommand.Create(),
    RolloutsCommand.Create(),
    FreezesCommand.Create(),
    RemediationsCommand.Create(),
    SloCommand.Create(),
    OperationsCommand.Create(),
    ExportsCommand.Create(),
    AuditCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
