using Portal.Local.Startup;

return await LocalHost.RunAsync(args);
