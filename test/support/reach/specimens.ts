/** One rule set of each kind, with the shapes that its grammar has. */
export const ruleSpecimens: readonly string[] = [
  `*nat
:PREROUTING ACCEPT [0:0]
-A PREROUTING -i eth0 -p udp -m udp --dport 5060:5070 -j DNAT --to-destination 10.0.20.5:5060
-A PREROUTING -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 8080
COMMIT
*filter
:INPUT DROP [12:840]
:FORWARD DROP [0:0]
:sip - [0:0]
[3:90] -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -m set --match-set bad src -j REJECT --reject-with tcp-reset
-A INPUT -p udp -m multiport --dports 5060,5080:5090 -m comment --comment "signalling, for now" -g sip
-A INPUT -m iprange ! --src-range 10.0.0.5-10.0.0.9 -m mark --mark 0x2/0xff -j LOG --log-prefix "x: "
-A sip -m hashlimit --hashlimit-upto 5/sec --hashlimit-mode srcip --hashlimit-name h -j ACCEPT
-A sip ! -s 198.51.100.0/255.255.255.0 -j RETURN
-A sip -m recent --rcheck --seconds 60 --hitcount 5 --name l --rsource -j MARK --set-xmark 0x1/0xffffffff
COMMIT
`,
  `create bad hash:net family inet hashsize 1024 maxelem 65536
add bad 198.51.100.0/24
add bad 192.0.2.7 nomatch
create ports hash:ip,port family inet
add ports 10.0.0.1,udp:5060-5070
`,
  `table inet f {
  set trunks {
    type ipv4_addr
    flags interval
    elements = { 198.51.100.0/24,
      10.0.0.1-10.0.0.9 }
  }
  map way {
    type inet_service : verdict
    elements = { 5060 : jump sip, 22 : drop }
  }
  chain sip {
    ip saddr @trunks accept
    ip saddr . udp dport { 192.0.2.1 . 5060, 192.0.2.2 . 5000-5100 } goto ok
    meta mark and 0xff == 0x2 limit rate 5/second burst 5 packets accept
  }
  chain ok { accept }
  chain input {
    type filter hook input priority filter; policy drop;
    ct state vmap { established : accept, invalid : drop }
    iifname != "eth0" udp dport vmap @way
    tcp flags & (fin|syn|rst|ack) == syn counter packets 0 bytes 0 log prefix "x" reject with tcp reset
    ip6 saddr fd00::/8 tcp dport { 22, 443 } accept
  }
}
`,
  `{"nftables":[{"metainfo":{"version":"1.0.6"}},{"table":{"family":"inet","name":"f"}},{"chain":{"family":"inet","table":"f","name":"in","type":"filter","hook":"input","prio":0,"policy":"drop"}},
{"rule":{"family":"inet","table":"f","chain":"in","handle":4,"expr":[{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":{"prefix":{"addr":"10.0.0.0","len":8}}}},{"match":{"op":"==","left":{"payload":{"protocol":"udp","field":"dport"}},"right":{"set":[5060,{"range":[6000,6010]}]}}},{"counter":{"packets":0,"bytes":0}},{"accept":null}]}},
{"rule":{"family":"inet","table":"f","chain":"in","handle":5,"expr":[{"vmap":{"key":{"ct":{"key":"state"}},"data":{"set":[["established",{"accept":null}],["invalid",{"drop":null}]]}}}]}}]}
`,
  `<?xml version="1.0"?>
<pfsense>
 <interfaces>
  <wan><if>igb0</if><descr>WAN</descr><ipaddr>203.0.113.2</ipaddr><subnet>30</subnet></wan>
  <lan><if>igb1</if><descr>LAN</descr><ipaddr>10.0.30.1</ipaddr><subnet>24</subnet></lan>
 </interfaces>
 <aliases><alias><name>trunks</name><type>network</type><address>198.51.100.0/24 192.0.2.9</address></alias>
  <alias><name>sip</name><type>port</type><address>5060 5080:5090</address></alias></aliases>
 <nat><rule><interface>wan</interface><protocol>udp</protocol><source><any/></source><destination><network>wanip</network><port>10000-20000</port></destination><target>10.0.30.5</target><local-port>30000</local-port></rule></nat>
 <filter>
  <rule><type>pass</type><interface>wan</interface><protocol>tcp/udp</protocol><source><address>trunks</address></source><destination><address>10.0.30.5</address><port>sip</port></destination></rule>
  <rule><type>block</type><floating>yes</floating><quick>yes</quick><interface>wan,lan</interface><source><not/><network>lan</network></source><destination><any/></destination></rule>
 </filter>
</pfsense>
`,
  `hostname core
vlan 20
 name VOICE
object-group network PHONES
 host 10.0.30.9
 10.0.30.16 255.255.255.240
interface Vlan20
 ip address 10.0.20.1 255.255.255.0
interface Vlan30
 ip address 10.0.30.1 255.255.255.0
 ip access-group DATA in
ip access-list extended DATA
 remark phones
 10 permit udp 10.0.0.5 0.0.255.0 any range 5060 5070
 20 permit tcp object-group PHONES any eq 80 443
 30 permit tcp any any established
 deny   ip any 10.0.20.0 0.0.0.255 log
ip nat inside source static udp 10.0.20.5 5060 203.0.113.2 5060
access-list 101 permit udp any host 203.0.113.2 eq 5060
ip route 0.0.0.0 0.0.0.0 10.0.99.1
`,
  `# 2026-03-06 by RouterOS 7.14
/interface list member
add interface=ether1 list=WAN
/ip address
add address=10.0.30.1/24 interface=bridge
/ip firewall address-list
add address=198.51.100.0/24 list=trunks
/ip firewall filter
add action=accept chain=forward connection-state=established,related,untracked
add action=drop chain=forward comment="drop all from WAN \\
    not DSTNATed" connection-nat-state=!dstnat connection-state=new in-interface-list=WAN
add action=jump chain=input jump-target=sip protocol=udp dst-port=5060-5090 src-address-list=!trunks limit=5,5:packet
add action=return chain=sip src-address=10.0.0.0/8
/ip firewall nat
add action=dst-nat chain=dstnat dst-port=5060 in-interface-list=WAN protocol=udp to-addresses=10.0.30.5 to-ports=5060
`,
  `{"firewall":{"group":{"address-group":{"trunks":{"address":["198.51.100.7","198.51.100.8"]}}},
"name":{"WAN_IN":{"default-action":"drop","rule":{"20":{"action":"accept","protocol":"udp","source":{"group":{"address-group":"trunks"}},"destination":{"address":"10.0.20.5","port":"5060"}},
"10":{"action":"accept","state":{"established":"enable","related":"enable"}}}}}},
"interfaces":{"ethernet":{"eth0":{"address":["203.0.113.2/30"],"description":"WAN","firewall":{"in":{"name":"WAN_IN"}}},"eth1":{"vif":{"20":{"address":["10.0.20.1/24"]}}}}}}
`,
]
