// Before the editor: tell it to wait for us.
window.CMS_MANUAL_INIT = true;
